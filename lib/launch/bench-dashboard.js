// How fast the built dashboard starts and answers, how much it holds and how much script it sends.
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { gzipSync } from 'node:zlib'
import { demoEnvironment } from './environment.js'
import { startDashboard, startSimulator } from './processes.js'
import { signIn } from './sign-in.js'

const TURNS = 21
const PAGES = [
  '/a/home/targets',
  '/a/home/principals',
  '/a/home/reach',
  '/a/home/reach?view=users',
  '/a/home/reach/user?name=app_readonly',
  '/a/home/tokens',
  '/a/home/grants/new',
  '/a/home/findings',
  '/activity',
  '/settings',
]

/** @param {string} account */
async function measure(account) {
  const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'))
  chmodSync(dataDir, 0o711)
  const startedAt = performance.now()
  const simulator = await startSimulator({ dataDir, account })
  const dashboard = await startDashboard({ env: demoEnvironment(simulator, dataDir) })
  try {
    const startMs = performance.now() - startedAt
    const idleMb = memoryMb(dashboard.pid)
    const cookie = await signIn(dashboard.launchUrl)
    const get = (/** @type {string} */ path) => timedGet(`${dashboard.url}${path}`, cookie)
    const firstReadMs = (await get('/a/home/targets')).totalMs
    const readMb = memoryMb(dashboard.pid)
    const pages = await measurePages(get)
    return { startMs, idleMb, firstReadMs, readMb, pages, busyMb: memoryMb(dashboard.pid) }
  } finally {
    await dashboard.stop()
    await simulator.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** @param {(path: string) => ReturnType<typeof timedGet>} get */
async function measurePages(get) {
  /** @type {Record<string, { firstByteMs: number, totalMs: number, htmlKb: number, scriptGzipKb: number }>} */
  const pages = {}
  for (const path of [...PAGES, await aMatrix(get)]) {
    const { status, body } = await get(path)
    if (status !== 200) continue
    const turns = []
    for (let turn = 0; turn < TURNS; turn++) turns.push(await get(path))
    pages[path] = {
      firstByteMs: median(turns.map(turn => turn.firstByteMs)),
      totalMs: median(turns.map(turn => turn.totalMs)),
      htmlKb: body.length / 1024,
      scriptGzipKb: await scriptKb(body, get),
    }
  }
  return pages
}

/**
 * The page of the first target that the list names.
 * @param {(path: string) => ReturnType<typeof timedGet>} get
 */
async function aMatrix(get) {
  const { body } = await get('/a/home/targets')
  return /\/a\/\d+\/targets\/[a-z0-9-]+\/(?:db|cluster)-\w+/.exec(body)?.[0] ?? '/a/home/targets'
}

/**
 * @param {string} url
 * @param {string} cookie
 */
async function timedGet(url, cookie) {
  const startedAt = performance.now()
  const response = await fetch(url, { headers: { cookie }, redirect: 'manual' })
  const firstByteMs = performance.now() - startedAt
  const body = await response.text()
  return { status: response.status, body, firstByteMs, totalMs: performance.now() - startedAt }
}

/**
 * @param {string} html
 * @param {(path: string) => ReturnType<typeof timedGet>} get
 */
async function scriptKb(html, get) {
  // A script for browsers without modules is named in the page, but no browser that we support fetches it.
  const fetched = html.replace(/<script[^>]*noModule[^>]*>/gi, '')
  const files = new Set(
    [...fetched.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.js)"/g)].map(match => match[1] ?? ''),
  )
  let bytes = 0
  for (const file of files) bytes += gzipSync((await get(file)).body).length
  return bytes / 1024
}

/** @param {number} pid */
function memoryMb(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return 0
  }
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

const small = await measure('small')
const large = await measure('large')
process.stdout.write(`${JSON.stringify({ small, large })}\n`)
