/**
 * Every kind of write, as a person would ask for it.
 * @typedef {import('./visitor.js').Visitor} Visitor
 * @typedef {any} Account what the simulated account says of itself
 * @typedef {{ action: string, path: string, fields: [string, string][] }} Order
 * @typedef {object} Attempt
 * @property {string[]} writes the calls to AWS, or the statements, that change something, in their order
 * @property {string} [statementsOf] the target whose statements they are
 * @property {Order} order
 * @property {(account: Account) => string | Promise<string>} touched what it may change, as text: equal texts, equal states
 * @property {(account: Account) => boolean | Promise<boolean>} isDone
 * @typedef {(visitor: Visitor, account: Account, n: number, inside: import('./inside.js').Inside) => Promise<Attempt>} Make
 */

const TARGET = { region: 'us-east-1', name: 'orders-prod' }
const SWITCHED = { region: 'us-east-1', name: 'inventory-staging' }
const USER = 'metrics'

/** Roles of the simulated company that anybody may be granted to. */
export const ROLES = [
  'data-analyst',
  'orders-api',
  'support-tier2',
  'finance-ops',
  'report-exporter',
  'eng-checkout',
  'eng-mobile',
  'eng-pricing',
  'eng-search',
  'pricing-api',
  'inventory-api',
  'refund-worker',
  'night-batch',
  'reporting-ui',
]

/** @type {Record<string, Make>} */
export const KINDS = {
  'grant, new policy': async (visitor, account, n) => {
    const roles = pair(account, n)
    const name = `chaos-${n}`
    const order = await grantOrder(visitor, account, roles, { name })
    const arn = policyArn(account, name)
    return {
      writes: ['CreatePolicy', 'AttachRolePolicy', 'AttachRolePolicy'],
      order,
      touched: now => text(now, roles, { arn }),
      isDone: now => Boolean(now.policies[arn]) && roles.every(role => holds(now, role, arn)),
    }
  },

  'grant, inline': async (visitor, account, n) => {
    const roles = pair(account, n)
    const name = `chaos-${n}`
    const order = await grantOrder(visitor, account, roles, { name, store: 'inline' })
    return {
      writes: ['PutRolePolicy', 'PutRolePolicy'],
      order,
      touched: now => text(now, roles, { name }),
      isDone: now => roles.every(role => inlineOf(now, role, name) !== undefined),
    }
  },

  'grant, policy that exists': async (visitor, account, n) => {
    const [first, second] = pair(account, n)
    const name = `chaos-${n}`
    const arn = policyArn(account, name)
    await done(visitor, await grantOrder(visitor, account, [first], { name }), `prepare ${n}`)
    const order = await grantOrder(visitor, account, [first, second], { policy: arn }, 'stock_ro')
    return {
      writes: ['CreatePolicyVersion', 'AttachRolePolicy'],
      order,
      touched: now => text(now, [first, second], { arn }),
      isDone: now => defaultText(now, arn).includes('stock_ro') && holds(now, second, arn),
    }
  },

  removal: async (visitor, account, n) => {
    const [role] = pair(account, n)
    const name = `chaos-${n}`
    const user = `chaos_${n}`
    await done(
      visitor,
      await grantOrder(visitor, account, [role], { name, store: 'inline' }, user),
      `prepare ${n}`,
    )
    const target = targetOf(account, TARGET)
    const wish = { principal: role.arn, target: `${TARGET.region}/${target.resourceId}`, user }
    const path = `/a/home/grants/remove?${new URLSearchParams(wish)}`
    return {
      writes: ['DeleteRolePolicy'],
      order: await orderOn(visitor, 'applyRemovalAction', path, ['wish']),
      touched: now => text(now, [role], { name }),
      isDone: now => inlineOf(now, role, name) === undefined,
    }
  },

  'several fixes': async (visitor, account) => {
    const path = '/a/home/findings/together?kind=condition-on-allow&fix=remove'
    const { digest, text: page } = await visitor.digestOn(path)
    const ids = [...page.matchAll(/name="findingIds" value="([^"]+)"/g)].map(([, id]) => plain(id ?? ''))
    const fields = /** @type {[string, string][]} */ ([
      ['rule', 'condition-on-allow'],
      ['fixId', 'remove'],
      ['digest', digest],
      ...ids.map(id => ['findingIds', id]),
    ])
    const before = everything(account)
    return {
      writes: ['CreatePolicyVersion', 'CreatePolicyVersion'],
      order: { action: 'applyFixesAction', path, fields },
      touched: everything,
      isDone: now => everything(now) !== before,
    }
  },

  switch: async (visitor, account, n) => {
    const { resourceId } = targetOf(account, SWITCHED)
    const on = isOn(account)
    const desired = on ? 'off' : 'on'
    const path = `/a/home/targets/${SWITCHED.region}/${resourceId}/settings?switch=${desired}`
    const { digest } = await visitor.digestOn(path)
    return {
      writes: ['ModifyDBInstance'],
      order: {
        action: 'setIamAuthAction',
        path,
        fields: [
          ['accountId', account.accountId],
          ['region', SWITCHED.region],
          ['resourceId', resourceId],
          ['desired', desired],
          ['when', n % 2 === 0 ? 'now' : 'window'],
          ['digest', digest],
        ],
      },
      touched: now => String(isOn(now)),
      isDone: now => isOn(now) !== on,
    }
  },

  undo: async (visitor, account, n) => {
    const roles = pair(account, n)
    const name = `chaos-${n}`
    const arn = policyArn(account, name)
    const granted = await done(visitor, await grantOrder(visitor, account, roles, { name }), `prepare ${n}`)
    return {
      writes: ['DetachRolePolicy', 'DetachRolePolicy', 'DeletePolicy'],
      order: await reversalOrder(visitor, granted.auditId, 'undo'),
      touched: now => text(now, roles, { arn }),
      isDone: now => now.policies[arn] === undefined && roles.every(role => !holds(now, role, arn)),
    }
  },
}

/**
 * Undoing, finishing or taking back what an entry of Activity tells of.
 * @param {Visitor} visitor
 * @param {string | number} entry
 * @param {'undo' | 'finish' | 'take-back'} way
 * @returns {Promise<Order>}
 */
export async function reversalOrder(visitor, entry, way) {
  return orderOn(visitor, 'applyReversalAction', `/activity/${entry}/${way}`, ['auditId', 'kind'])
}

/**
 * @param {Visitor} visitor
 * @param {Order} order
 * @param {string} reason
 */
export async function done(visitor, { action, path, fields }, reason) {
  const answer = await visitor.send(action, path, [...fields, ['reason', reason]])
  if (answer.status !== 'done') throw new Error(`${action}: ${answer.message}`)
  return answer.value
}

/**
 * @param {Visitor} visitor
 * @param {Account} account
 * @param {(Role | string)[]} roles
 * @param {Record<string, string>} placement
 * @param {string} [user]
 */
export function grantOrder(visitor, account, roles, placement, user = USER) {
  const address = new URLSearchParams(placement)
  for (const role of roles)
    address.append('who', typeof role === 'string' ? roleOf(account, role).arn : role.arn)
  address.append('on', `${TARGET.region}/${targetOf(account, TARGET).resourceId}/${user}`)
  return orderOn(visitor, 'applyGrantAction', `/a/home/grants/new?${address}`, ['intent'])
}

/**
 * What the form of a page would send.
 * @param {Visitor} visitor
 * @param {string} action
 * @param {string} path
 * @param {string[]} names of its hidden fields, beside the digest
 * @returns {Promise<Order>}
 */
async function orderOn(visitor, action, path, names) {
  const { digest, text: page } = await visitor.digestOn(path)
  const fields = names.map(name => {
    const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1]
    if (value === undefined) throw new Error(`${path} has no field ${name}.`)
    return /** @type {[string, string]} */ ([name, plain(value)])
  })
  return { action, path, fields: [...fields, ['digest', digest]] }
}

const plain = (/** @type {string} */ html) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** @typedef {{ arn: string, name: string }} Role */

/**
 * @param {Account} account
 * @param {number} n
 * @returns {[Role, Role]}
 */
function pair(account, n) {
  const named = (/** @type {number} */ at) => roleOf(account, ROLES[at % ROLES.length] ?? '')
  return [named(2 * n), named(2 * n + 1)]
}

/** @param {Account} account @param {string} name @returns {Role} */
function roleOf(account, name) {
  const role = /** @type {Role[]} */ (Object.values(account.roles)).find(one => one.name === name)
  if (!role) throw new Error(`The simulated company has lost the role ${name}.`)
  return role
}

/** @param {Account} account @param {string} role @param {string} name @returns {string} */
export const inlineText = (account, role, name) => inlineOf(account, roleOf(account, role), name)?.text ?? ''

/**
 * A token for a database user of the target that everybody's grants are about, signed by the server itself.
 * @param {Account} account
 * @returns {Order}
 */
export function tokenOrder(account) {
  const { resourceId } = targetOf(account, TARGET)
  const fields = /** @type {[string, string][]} */ ([
    ['accountId', account.accountId],
    ['region', TARGET.region],
    ['resourceId', resourceId],
    ['databaseUser', 'gatehouse_scan'],
    ['signAs', 'caller'],
  ])
  return { action: 'issueTokenAction', path: '/a/home/tokens', fields }
}

const policyArn = (/** @type {Account} */ account, /** @type {string} */ name) =>
  `arn:aws:iam::${account.accountId}:policy/${name}`

/** @param {Account} account @param {Role} role */
const fresh = (account, role) =>
  /** @type {any} */ (Object.values(account.roles).find(one => one.arn === role.arn))

/** @param {Account} account @param {Role} role @param {string} arn */
const holds = (account, role, arn) => fresh(account, role).attached.includes(arn)

/** @param {Account} account @param {Role} role @param {string} name */
const inlineOf = (account, role, name) =>
  fresh(account, role).inline.find((/** @type {{ name: string }} */ one) => one.name === name)

/** @param {Account} account @param {string} arn */
function defaultText(account, arn) {
  const policy = account.policies[arn]
  return (
    policy?.versions.find((/** @type {{ id: string }} */ one) => one.id === policy.defaultVersionId)?.text ??
    ''
  )
}

/** @param {Account} account @param {{ region: string, name: string }} target */
export const targetOf = (account, { region, name }) => account.rds[region].instances[name]

/** @param {Account} account */
function isOn(account) {
  const { settings, pending } = targetOf(account, SWITCHED)
  return pending.iamAuth ?? settings.iamAuth
}

/**
 * @param {Account} account
 * @param {Role[]} roles
 * @param {{ arn?: string, name?: string }} policy a managed one, or the name of an inline one
 */
function text(account, roles, { arn = '', name = '' }) {
  const held = roles.map(role => [holds(account, role, arn), inlineOf(account, role, name)?.text ?? null])
  return JSON.stringify([held, defaultText(account, arn)])
}

/** The policies that were there from the beginning. @param {Account} account */
function everything(account) {
  const arns = Object.keys(account.policies).filter(arn => !arn.includes('policy/chaos-'))
  return JSON.stringify(arns.map(arn => [arn, defaultText(account, arn)]))
}
