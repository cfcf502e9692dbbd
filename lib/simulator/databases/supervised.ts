import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Identity } from '@/lib/embedded-postgres/run-as.js'
import { inProject } from '@/lib/launch/project.js'

export interface Supervised {
  command: string[]
  identity: Identity | null
  /** Of its own; it goes with the server. */
  folder: string
  logFile: string
  /** What tells this server to stop. */
  signal: NodeJS.Signals
  isReady(): Promise<boolean>
}

/** A server of this machine that ends with this process, however that ends. */
export async function supervised(wish: Supervised): Promise<{ stop(): Promise<void> }> {
  const { logFile, isReady, ...given } = wish
  const log = openSync(logFile, 'w', 0o600)
  const supervisor = inProject('lib', 'simulator', 'databases', 'server-supervisor.js')
  const child = spawn(process.execPath, [supervisor, JSON.stringify(given)], {
    stdio: ['pipe', log, log],
    cwd: '/',
  })
  closeSync(log)
  child.stdin?.on('error', () => {})
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  )
  if (!(await outlives(child, isReady))) {
    const lastWords = readFileSync(logFile, 'utf8').trim().split('\n').slice(-5).join('\n')
    throw new Error(`${wish.command[0]} ended. Its last words:\n${lastWords}`)
  }
  return {
    stop() {
      child.stdin?.end()
      return ended
    },
  }
}

/** False: it ended before it was ready. */
async function outlives(child: ChildProcess, isReady: () => Promise<boolean>): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if (await isReady()) return true
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return false
}

/** Its first word comes when it has started; that one may knock comes earlier. */
export function greets(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const visitor = connect(socket)
      .once('data', () => {
        visitor.destroy()
        resolve(true)
      })
      .once('error', () => resolve(false))
      .once('close', () => resolve(false))
  })
}
