import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { BARE_ENVIRONMENT } from './run-as.js'
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
  mkdirSync(draft, { mode: 0o700 })
  if (identity) chownSync(draft, identity.uid, identity.gid)
  const access = ['-U', superuser, '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions']
  const parameters = ['-D', draft, ...access, ...(fsync ? [] : ['--no-sync'])]
  try {
    await run(join(binaries, 'bin', 'initdb'), parameters, {
      ...identity,
      cwd: '/',
      env: BARE_ENVIRONMENT,
      signal,
    })
    renameSync(draft, place)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    // Another start may have been quicker; its lock will tell.
    if (existsSync(join(place, 'PG_VERSION'))) return
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error)
    throw new Error(`initdb could not create ${place}: ${stderr?.trim() || message}`)
  }
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
