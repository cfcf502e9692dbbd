import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { locateBinaries } from './locate-binaries.js'
import { everyoneReaches } from './run-as.js'

/**
 * The binaries in a place that `identity` can read: a project under /root would hide them from nobody, and the loader
 * would then complain of missing libraries.
 * @param {import('./run-as.js').Identity | null} identity
 */
export function readableBinaries(identity) {
  const installed = locateBinaries()
  if (!identity || everyoneReaches(installed)) return installed
  const platform = basename(dirname(installed))
  const { version } = JSON.parse(readFileSync(join(dirname(installed), 'package.json'), 'utf8'))
  const copy = join(tmpdir(), `gatehouse-postgres-${platform}-${version}`)
  if (!existsSync(copy)) copyAtOnce(installed, copy)
  const { uid, mode } = lstatSync(copy)
  if (uid !== 0 || (mode & 0o022) !== 0)
    throw new Error(`${copy} belongs to someone else. Remove it and start again.`)
  return copy
}

/**
 * @param {string} from
 * @param {string} to
 */
function copyAtOnce(from, to) {
  const draft = mkdtempSync(`${to}-`)
  const inside = join(draft, 'native')
  cpSync(from, inside, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(inside, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
