import { execFile } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { BARE_ENVIRONMENT, handOver, makerFor } from './run-as.js'
import { describeProcess } from './stale-lock.js'

const run = promisify(execFile)

/**
 * Makes the cluster when there is none: beside its place, then renamed into it, so that a start killed half-way leaves
 * nothing that looks like a database.
 * @param {{ place: string, binaries: string, identity: import('./run-as.js').Identity | null, superuser: string,
 *   fsync: boolean, signal: AbortSignal }} wish
 */
export async function ensureCluster({ place, binaries, identity, superuser, fsync, signal }) {
  removeDrafts(place)
  if (existsSync(join(place, 'PG_VERSION'))) return
  const draft = `${place}.new-${process.pid}`
  const cluster = makeDraft(draft, identity)
  const access = ['-U', superuser, '-A', 'peer', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const parameters = ['-D', cluster, ...access, ...(fsync ? [] : ['--no-sync'])]
  try {
    await run(join(binaries, 'bin', 'initdb'), parameters, {
      ...makerFor(identity),
      cwd: '/',
      env: BARE_ENVIRONMENT,
      signal,
    })
    if (identity) handOver(cluster, identity)
    renameSync(cluster, place)
  } catch (error) {
    // Another start may have been quicker; its lock will tell.
    if (existsSync(join(place, 'PG_VERSION'))) return
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error)
    throw new Error(`initdb could not create ${place}: ${stderr?.trim() || message}`)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

/**
 * A folder that only the server's group may walk through, and in it the one where the cluster is made.
 * @param {string} draft
 * @param {import('./run-as.js').Identity | null} identity
 */
function makeDraft(draft, identity) {
  const cluster = join(draft, 'cluster')
  mkdirSync(draft, { mode: 0o700 })
  mkdirSync(cluster, { mode: 0o700 })
  const maker = makerFor(identity)
  if (maker) {
    chownSync(cluster, maker.uid, maker.gid)
    chownSync(draft, 0, maker.gid)
    chmodSync(draft, 0o710)
  }
  return cluster
}

/**
 * A cluster that an earlier version ran as nobody is taken away from nobody.
 * @param {string} place
 * @param {import('./run-as.js').Identity | null} identity
 */
export function takeOver(place, identity) {
  if (identity && statSync(place).uid !== identity.uid) handOver(place, identity)
}

/**
 * What starts left behind that were killed half-way.
 * @param {string} place
 */
function removeDrafts(place) {
  const prefix = `${basename(place)}.new-`
  for (const name of readdirSync(dirname(place)).filter(name => name.startsWith(prefix))) {
    const maker = describeProcess(Number(name.slice(prefix.length)))
    if (!maker?.command.includes('supervisor.js'))
      rmSync(join(dirname(place), name), { recursive: true, force: true })
  }
}
