import { appendFileSync, chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { done, grantOrder } from '../chaos/kinds.js'
import { visit } from '../chaos/visitor.js'
import { demoEnvironment, launchKey } from '../environment.js'
import { startDashboard, startSimulator } from '../processes.js'

const ROLE = 'data-analyst'

/** A simulated account and a dashboard of its own, so that several are put to the test side by side. */
export async function openLane() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-faults-'))
  chmodSync(folder, 0o755)
  const simulator = await startSimulator({ dataDir: join(folder, 'simulator'), settleMs: 300 })
  const env = {
    ...demoEnvironment(simulator, join(folder, 'data'), { readsOrganization: true }),
    AWS_MAX_ATTEMPTS: '1',
    GATEHOUSE_SCAN_MINUTES: '0',
    // Read again when the checker says so, and not in between.
    GATEHOUSE_INVENTORY_SECONDS: '3600',
    GATEHOUSE_SESSION_SECRET: launchKey(),
  }
  const onOutput = (/** @type {string} */ text) => appendFileSync(join(folder, 'dashboard.log'), text)
  const start = (port = 0) =>
    startDashboard({ port, env: { ...env, GATEHOUSE_LAUNCH_KEY: launchKey() }, onOutput })
  let dashboard = await start()
  const visitor = await visit(dashboard)
  const { cookie } = visitor
  const names = await namesIn(visitor, await account())

  async function account() {
    return (await fetch(`${simulator.awsUrl}/_simulator/state`)).json()
  }

  /** @param {unknown} settings */
  async function setFaults(settings) {
    const answer = await fetch(`${simulator.awsUrl}/_simulator/faults`, {
      method: 'PUT',
      body: JSON.stringify(settings),
    })
    if (!answer.ok) throw new Error(`The simulated account does not know this fault. ${await answer.text()}`)
  }

  /** @returns {Promise<{ service: string, action: string, calls: number, hits: number }[]>} since the faults were last set */
  async function calls() {
    return (await (await fetch(`${simulator.awsUrl}/_simulator/faults`)).json()).calls
  }

  /** @param {string} address */
  async function look(address) {
    const answer = await fetch(`${dashboard.url}${address}`, { headers: { cookie } })
    if (answer.status === 401) throw new Error('The checker is signed out, so it sees nothing.')
    const type = answer.headers.get('content-type') ?? ''
    return { path: new URL(answer.url).pathname, status: answer.status, type, text: await answer.text() }
  }

  async function refresh() {
    const headers = { cookie, origin: dashboard.url }
    await (await fetch(`${dashboard.url}/refresh`, { method: 'POST', headers })).text()
  }

  /** Everything is read again, and what goes on behind the pages has come to an end: the findings, then. */
  async function readAgain() {
    await refresh()
    let findings = await look('/a/home/findings')
    for (let turn = 0; turn < 20 && isLooking(findings.text); turn++) {
      await wait(200)
      findings = await look('/a/home/findings')
    }
    return findings
  }

  return {
    names,
    setFaults,
    calls,
    look,
    readAgain,
    /** The same while no fault is set: on a busy machine a call may fail by itself, and what is seen then is no truth. */
    async readWhole() {
      for (let turn = 0; turn < 5; turn++) {
        const findings = await readAgain()
        const settings = await look('/settings')
        if (!PARTLY.test(findings.text + settings.text)) return findings
      }
      throw new Error('The account could not be read whole although no fault is set.')
    },
    async startAgain() {
      await dashboard.stop()
      // The session's cookie is named after the port.
      dashboard = await start(dashboard.port)
    },
    async close() {
      await dashboard.stop()
      await simulator.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** @typedef {Awaited<ReturnType<typeof openLane>>} Lane */

/** The findings and the settings say so of a reading in which something is missing, or older than the rest. */
const PARTLY = />Read again<|Not all of what findings rest on was read/

const isLooking = (/** @type {string} */ page) => page.includes('>Still looking<')

/**
 * Who and what the addresses name; one grant is made, so that there is something to undo.
 * @param {import('../chaos/visitor.js').Visitor} visitor
 * @param {any} account
 * @returns {Promise<import('./screens.js').Names>}
 */
async function namesIn(visitor, account) {
  const order = await grantOrder(visitor, account, [ROLE], { name: 'faults', store: 'inline' })
  const { auditId } = await done(visitor, order, 'something to undo')
  const { rds, accountId } = account
  const instance = (/** @type {string} */ region, /** @type {string} */ name) =>
    `${region}/${rds[region].instances[name].resourceId}`
  const [proxy] = /** @type {any[]} */ (Object.values(rds['us-east-1'].proxies))
  const [cluster] = /** @type {any[]} */ (Object.values(rds['us-east-1'].clusters))
  return {
    on: instance('us-east-1', 'orders-prod'),
    off: instance('us-east-1', 'inventory-staging'),
    west: instance('us-west-2', 'orders-replica'),
    proxy: `us-east-1/${proxy.resourceId}`,
    cluster: `us-east-1/${cluster.resourceId}`,
    user: 'app_readonly',
    role: `arn:aws:iam::${accountId}:role/${ROLE}`,
    iamUser: `arn:aws:iam::${accountId}:user/${Object.keys(account.users)[0]}`,
    entry: Number(auditId),
  }
}
