import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { STANDALONE } from '../project.js'

/**
 * A browser's part of the conversation, over plain HTTP: pages are read, and forms are sent as React sends them.
 * @typedef {{ status: 'done', value: any } | { status: 'failed', code: string, message: string }
 *   | { status: 'lost', message: string }} Answer `lost`: the server gave none.
 */

/** @returns {Map<string, string>} The id of each server action, by its name. */
function readActions() {
  const file = join(STANDALONE, '.next', 'server', 'server-reference-manifest.json')
  /** @type {{ node: Record<string, { exportedName: string }> }} */
  const { node } = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(node).map(([id, { exportedName }]) => [exportedName, id]))
}

/**
 * Signs in, once, with the server's own key.
 * @param {{ url: string, launchUrl: string }} server
 */
export async function visit({ url, launchUrl }) {
  const actions = readActions()
  const key = new URL(launchUrl).searchParams.get('key') ?? ''
  const launched = await fetch(`${url}/launch`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams({ key }),
  })
  const cookie = launched.headers
    .getSetCookie()
    .map(one => one.split(';')[0])
    .join('; ')
  if (!cookie) throw new Error(`No session: ${launched.status} ${(await launched.text()).slice(0, 200)}`)

  /** @param {string} path */
  async function page(path) {
    const answer = await fetch(`${url}${path}`, { headers: { cookie } })
    return { status: answer.status, text: await answer.text() }
  }

  /**
   * What a page asks its server while somebody chooses.
   * @param {string} path
   * @param {unknown} question
   * @returns {Promise<any>}
   */
  async function ask(path, question) {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify(question),
    })
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${path}: ${said.message}`)
    return said
  }

  /**
   * The plan that a page shows: what its form would send to be bound to it.
   * @param {string} path
   */
  async function digestOn(path) {
    const { text } = await page(path)
    const digest = /digest(?:" value="|\\":\\")([0-9a-f]{64})/.exec(text)?.[1]
    if (!digest) throw new Error(`${path} shows no plan. ${plainWords(text)}`)
    return { digest, text }
  }

  /**
   * @param {string} action
   * @param {string} path
   * @param {[string, string][]} fields
   * @returns {Promise<Answer>}
   */
  async function send(action, path, fields) {
    const body = new FormData()
    for (const [name, value] of fields) body.append(`_1_${name}`, value)
    body.append('0', JSON.stringify([{ status: 'idle' }, '$K1']))
    const id = actions.get(action)
    if (!id) throw new Error(`There is no action ${action}.`)
    try {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { cookie, origin: url, accept: 'text/x-component', 'next-action': id },
        body,
      })
      return answerIn(await answer.text(), answer.status)
    } catch (error) {
      return { status: 'lost', message: /** @type {Error} */ (error).message }
    }
  }

  return { cookie, page, ask, digestOn, send }
}

/**
 * @param {string} flight
 * @param {number} status
 * @returns {Answer}
 */
function answerIn(flight, status) {
  // A long text, such as a token, stands before it in the same line.
  const json = /\w+:(\{"status":"(?:done|failed)".*)$/m.exec(flight)?.[1]
  return json ? JSON.parse(json) : { status: 'lost', message: `HTTP ${status} without an answer` }
}

/** @param {string} html */
function plainWords(html) {
  const words = html.replaceAll(/<script[\s\S]*?<\/script>|<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
  return words.replaceAll(/\s+/g, ' ').slice(0, 600)
}

/** @typedef {Awaited<ReturnType<typeof visit>>} Visitor */
