import { grantOrder, inlineText, ROLES, tokenOrder } from './kinds.js'

/**
 * Many at once, over two servers.
 * @typedef {{ words: string, ok: boolean }} Crowd
 * @typedef {import('./stage.js').Stage} Stage
 */

/**
 * Two grants at once into one policy, from two servers: both stand in it, or one is told of a conflict; never a lost one.
 * @param {Stage} stage
 * @param {number} pairs
 * @returns {Promise<Crowd>}
 */
export async function pairsOfGrants(stage, pairs) {
  const counts = { both: 0, conflict: 0, lost: 0, other: 0 }
  for (let pair = 1; pair <= pairs; pair++) {
    const account = await stage.account()
    const name = `pair-${pair}`
    const role = ROLES[pair % ROLES.length] ?? ''
    const users = [`left_${pair}`, `right_${pair}`]
    const orders = await Promise.all(
      stage.servers.map(({ visitor }, side) =>
        grantOrder(visitor, account, [role], { name, store: 'inline' }, users[side]),
      ),
    )
    const answers = await Promise.all(
      stage.servers.map(({ visitor }, side) => {
        const { action, path, fields } = /** @type {typeof orders[number]} */ (orders[side])
        return visitor.send(action, path, [...fields, ['reason', `${name}, side ${side}`]])
      }),
    )
    const text = inlineText(await stage.account(), role, name)
    const told = answers.map(answer => answer.status === 'done')
    const isLost = told.some((done, side) => done && !text.includes(`/${users[side]}"`))
    if (isLost) counts.lost += 1
    else if (told.every(Boolean)) counts.both += 1
    else if (answers.some(answer => answer.status === 'failed' && answer.code === 'conflict'))
      counts.conflict += 1
    else counts.other += 1
  }
  const words = `${pairs} pairs of grants at once over two servers: ${counts.both} both stand, ${counts.conflict} one and a conflict, ${counts.other} other, ${counts.lost} lost`
  return { words, ok: counts.lost === 0 && counts.other === 0 }
}

/**
 * Many tokens asked for at the same moment: each is answered, or told that the server is busy.
 * @param {Stage} stage
 * @param {number} count
 * @returns {Promise<Crowd>}
 */
export async function tokensAtOnce(stage, count) {
  const { action, path, fields } = tokenOrder(await stage.account())
  const startedAt = Date.now()
  const answers = await Promise.all(
    Array.from({ length: count }, (_, at) => {
      const { visitor } = /** @type {Stage['servers'][number]} */ (stage.servers[at % stage.servers.length])
      return visitor.send(action, path, [...fields, ['reason', `token ${at}`]])
    }),
  )
  const seconds = (Date.now() - startedAt) / 1000
  /** @type {Map<string, number>} */
  const outcomes = new Map()
  for (const answer of answers) {
    const word = answer.status === 'failed' ? answer.code : answer.status
    outcomes.set(word, (outcomes.get(word) ?? 0) + 1)
  }
  const lost = answers.flatMap(answer => (answer.status === 'lost' ? [answer.message] : []))[0]
  const told = [...outcomes].map(([word, times]) => `${times} ${word}`).join(', ')
  const bad = (outcomes.get('internal') ?? 0) + (outcomes.get('lost') ?? 0)
  return {
    words: `${count} tokens at once over two servers: ${told}, in ${seconds.toFixed(1)} s${lost ? `; one was lost: ${lost}` : ''}`,
    ok: bad === 0,
  }
}
