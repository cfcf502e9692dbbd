import { execFile } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { BARE_ENVIRONMENT, handOver, type Identity } from '@/lib/embedded-postgres/run-as.js'
import { describeProcess } from '@/lib/embedded-postgres/stale-lock.js'

const OPTIONS = [
  '--no-defaults',
  '--auth-root-authentication-method=normal',
  '--skip-test-db',
  '--skip-name-resolve',
]

export interface DataFolder {
  /** The program that makes one. */
  install: string
  place: string
  identity: Identity | null
  /** Its own: a MariaDB that starts removes what looks like its temporary tables, those of others too. */
  tmpdir: string
}

const COMPLETE = 'gatehouse-demo-is-complete'

export const isComplete = (place: string) => existsSync(join(place, COMPLETE))
export const markComplete = (place: string) => writeFileSync(join(place, COMPLETE), '')

/** Made beside its place and then renamed into it: a start killed half-way leaves nothing that looks like a database. */
export async function ensureDataFolder({ install, place, identity, tmpdir }: DataFolder): Promise<void> {
  removeDrafts(place)
  if (existsSync(place)) {
    await endOrphan(place)
    if (identity) handOver(place, identity)
    if (isComplete(place)) return
    // Its users and tables came half-way.
    rmSync(place, { recursive: true, force: true })
  }
  const draft = `${place}.new-${process.pid}`
  mkdirSync(draft, { mode: 0o700 })
  if (identity) chownSync(draft, identity.uid, identity.gid)
  try {
    await promisify(execFile)(install, [...OPTIONS, `--datadir=${draft}`, `--tmpdir=${tmpdir}`], {
      ...identity,
      cwd: '/',
      env: BARE_ENVIRONMENT,
    })
    renameSync(draft, place)
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`mariadb-install-db could not create ${place}: ${stderr?.trim() || message}`)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/** What starts left behind that were killed half-way. */
function removeDrafts(place: string): void {
  const prefix = `${basename(place)}.new-`
  for (const name of readdirSync(dirname(place)).filter(name => name.startsWith(prefix))) {
    if (!describeProcess(Number(name.slice(prefix.length))))
      rmSync(join(dirname(place), name), { recursive: true, force: true })
  }
}

/** A server that lost its supervisor is told to stop; one that has it is somebody's. */
async function endOrphan(place: string): Promise<void> {
  const file = join(place, 'server.pid')
  if (!existsSync(file)) return
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  const holder = describeProcess(pid)
  if (!holder?.command.includes(place)) return
  if (describeProcess(holder.parent)?.command.includes('server-supervisor.js')) {
    throw new Error(
      `The data in ${place} is in use by another Gatehouse (process ${holder.parent}). Stop it, or give this one another folder: --data.`,
    )
  }
  process.kill(pid, 'SIGTERM')
  while (existsSync(file) && describeProcess(pid)) await new Promise(resolve => setTimeout(resolve, 25))
}
