import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BARE_ENVIRONMENT, everyoneReaches } from './run-as.js'

const SYSTEM_FOLDER = '/var/lib/gatehouse'

/**
 * Where the cluster really lies. When root's project cannot be walked by nobody (it lies under /root), the data goes to a
 * system folder and a symlink stands in its place.
 * @param {string} dataDir
 */
export function placeFor(dataDir) {
  const parent = dirname(dataDir)
  mkdirSync(parent, { recursive: true })
  const real = realpathSync(parent)
  if (process.getuid?.() !== 0 || everyoneReaches(real)) return join(real, basename(dataDir))
  const link = join(real, 'postgres')
  if (!existsSync(link)) {
    rmSync(link, { force: true })
    mkdirSync(SYSTEM_FOLDER, { recursive: true, mode: 0o755 })
    const folder = mkdtempSync(join(SYSTEM_FOLDER, 'data-'))
    chmodSync(folder, 0o711)
    symlinkSync(folder, link)
  }
  return join(realpathSync(link), basename(dataDir))
}

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
