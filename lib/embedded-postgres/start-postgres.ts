import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { findUpwards } from './find-upwards.js'

export interface EmbeddedPostgres {
  socketDir: string
  port: number
  user: string
  /** Resolves when the server has ended, by our wish or by itself. */
  ended: Promise<void>
  stop(): Promise<void>
}

export interface StartPostgres {
  dataDir: string
  fsync: boolean
  superuser?: string
  settings?: Record<string, string>
}

/** Starts the PostgreSQL that npm installed, on a Unix socket only; it ends with this process, however that ends. */
export async function startPostgres(wish: StartPostgres): Promise<EmbeddedPostgres> {
  const supervisor = findUpwards('lib/embedded-postgres/supervisor.js', process.cwd())
  if (!supervisor)
    throw new Error(
      'The embedded PostgreSQL needs to be started from inside the project. Or set DATABASE_URL.',
    )
  const options = { superuser: 'postgres', settings: {}, ...wish }
  const child = spawn(process.execPath, [supervisor, JSON.stringify(options)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: '/',
  })
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  )
  const said = await firstLine(child)
  if (!said || 'error' in said) throw new Error(said?.error ?? 'PostgreSQL could not be started.')
  return {
    ...said,
    ended,
    stop() {
      child.stdin?.end()
      return ended
    },
  }
}

type Said = { socketDir: string; port: number; user: string } | { error: string }

async function firstLine(child: ChildProcess): Promise<Said | null> {
  if (!child.stdout) return null
  child.stdin?.on('error', () => {})
  const lines = createInterface({ input: child.stdout })
  return new Promise(resolve => {
    lines.once('line', line => resolve(JSON.parse(line) as Said))
    lines.once('close', () => resolve(null))
    child.once('error', error => resolve({ error: error.message }))
  })
}
