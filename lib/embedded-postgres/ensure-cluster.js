import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { BARE_ENVIRONMENT } from './run-as.js'

/**
 * Makes the cluster when there is none: beside its place, then renamed into it, so that a start killed half-way leaves
 * nothing that looks like a database.
 * @param {{ place: string, binaries: string, identity: import('./run-as.js').Identity | null, superuser: string,
 *   fsync: boolean }} wish
 */
export function ensureCluster({ place, binaries, identity, superuser, fsync }) {
  if (existsSync(join(place, 'PG_VERSION'))) return
  const draft = `${place}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  if (identity) chownSync(draft, identity.uid, identity.gid)
  const encoding = ['-E', 'UTF8', '--locale=C']
  const made = spawnSync(
    join(binaries, 'bin', 'initdb'),
    [
      '-D',
      draft,
      '-U',
      superuser,
      '-A',
      'trust',
      ...encoding,
      '--no-instructions',
      ...(fsync ? [] : ['--no-sync']),
    ],
    {
      ...identity,
      cwd: '/',
      encoding: 'utf8',
      env: BARE_ENVIRONMENT,
    },
  )
  if (made.status !== 0)
    throw new Error(`initdb could not create ${place}: ${made.stderr?.trim() || made.error?.message}`)
  renameSync(draft, place)
}
