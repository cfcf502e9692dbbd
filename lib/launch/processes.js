import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { launchAddress, launchKey, withoutAws } from './environment.js'
import { freePort } from './free-port.js'
import { lastWords } from './last-words.js'
import { inProject, ROOT, STANDALONE } from './project.js'
import { noteServer } from './running-servers.js'

/** Longer than a running change may take to end: only what hangs is killed. */
const STOP_PATIENCE_MS = 30_000

/**
 * @typedef {import('./environment.js').Simulator} Simulator
 * @typedef {{ ended: Promise<string>, stop(): Promise<void> }} Running `ended` resolves with its last words.
 */

/**
 * Starts the simulated AWS account and its databases as a program of their own.
 * @param {{ dataDir: string, account?: string, port?: number, databasePort?: number, sessionSeconds?: number,
 *   settleMs?: number, open?: string, laptop?: boolean }} options `open`: databases that are
 *   started now and not for their first visitor, or `all`
 * @returns {Promise<Simulator & Running>}
 */
export async function startSimulator({
  dataDir,
  account,
  port,
  databasePort,
  sessionSeconds,
  settleMs,
  open,
  laptop = false,
}) {
  const options = {
    data: dataDir,
    account,
    port,
    'database-port': databasePort,
    'session-seconds': sessionSeconds,
    'settle-ms': settleMs,
    open,
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  const parameters = given.map(([name, value]) => `--${name}=${value}`)
  if (laptop) parameters.push('--laptop')
  const program = inProject('lib', 'simulator', 'main.ts')
  const child = start(['--import', 'tsx', program, ...parameters], ROOT, withoutAws())
  const ready = await firstLine(child)
  if (!ready) throw new Error(`The simulated AWS account did not start.\n${await child.ended}`)
  return { ...JSON.parse(ready), ended: child.ended, stop: child.stop }
}

/**
 * Starts the built dashboard on 127.0.0.1.
 * @param {{ env: Record<string, string | undefined>, port?: number, onOutput?: (text: string) => void,
 *   onSentence?: (sentence: string) => void }} options
 * @returns {Promise<{ url: string, launchUrl: string, port: number, pid: number } & Running>}
 */
export async function startDashboard({ env, port = 0, onOutput, onSentence }) {
  const chosen = await freePort(port)
  const key = env.GATEHOUSE_LAUNCH_KEY ?? launchKey()
  const guard = inProject('lib', 'launch', 'before-server.js')
  const settings = { ...env, PORT: String(chosen), GATEHOUSE_LAUNCH_KEY: key }
  const child = start(['--import', guard, join(STANDALONE, 'server.js')], STANDALONE, settings, onOutput)
  if (onSentence) createInterface({ input: child.stdout }).on('line', line => hear(line, onSentence))
  const url = `http://127.0.0.1:${chosen}`
  await Promise.race([answers(`${url}/api/health`), child.ended.then(failed)])
  const address = env.GATEHOUSE_PUBLIC_URL?.replace(/\/+$/, '') || url
  const dataDir = env.GATEHOUSE_DATA_DIR
  if (dataDir) void child.ended.then(noteServer(dataDir, chosen, { address, pid: child.pid }))
  const launchUrl = launchAddress(address, key)
  return { url, launchUrl, port: chosen, pid: child.pid, ended: child.ended, stop: child.stop }
}

/**
 * The server writes for machines; what concerns whoever sits at the terminal can be said there in plain words.
 * @param {string} line
 * @param {(sentence: string) => void} onSentence
 */
function hear(line, onSentence) {
  if (line.includes('"forPeople":true')) onSentence(JSON.parse(line).msg)
}

/**
 * @param {string} words
 * @returns {never}
 */
function failed(words) {
  throw new Error(`The dashboard did not start.\n${lastWords(words)}`)
}

/**
 * @param {string[]} parameters
 * @param {string} cwd
 * @param {Record<string, string | undefined>} env
 * @param {(text: string) => void} [onOutput]
 */
function start(parameters, cwd, env, onOutput) {
  const child = spawn(process.execPath, parameters, {
    cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C reaches every program of a terminal's group at once: the order in which they stop is ours to keep.
    detached: true,
  })
  let lastWords = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      lastWords = (lastWords + text).slice(-8_000)
      onOutput?.(text)
    })
  }
  child.stdin.on('error', () => {})
  /** @type {Promise<string>} */
  const ended = new Promise(resolve => {
    child.once('close', () => resolve(lastWords.trim())).once('error', error => resolve(error.message))
  })
  const stop = async () => {
    child.stdin.end()
    const tooLate = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS)
    await ended
    clearTimeout(tooLate)
  }
  return { stdout: child.stdout, pid: child.pid ?? 0, ended, stop }
}

/**
 * @param {{ stdout: import('node:stream').Readable }} child
 * @returns {Promise<string | null>}
 */
function firstLine({ stdout }) {
  const lines = createInterface({ input: stdout })
  return new Promise(resolve => lines.once('line', resolve).once('close', () => resolve(null)))
}

/** @param {string} url */
async function answers(url) {
  for (;;) {
    const answered = await fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    )
    if (answered) return
    await new Promise(resolve => setTimeout(resolve, 25))
  }
}
