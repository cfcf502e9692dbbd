import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** @typedef {{ uid: number, gid: number }} Identity */

const NOBODY = 65534
export const SOCKET_FOLDER = 'gatehouse-pg-'

/** What the server's programs see of our environment: nothing but where programs lie. */
export const BARE_ENVIRONMENT = /** @type {any} */ ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
})

/**
 * PostgreSQL refuses to run as root, so root lends it the owner of its data, or nobody. Anyone else keeps their identity.
 * @param {string} dataDir
 * @returns {Identity | null}
 */
export function identityFor(dataDir) {
  if (process.getuid?.() !== 0) return null
  const version = join(dataDir, 'PG_VERSION')
  if (existsSync(version)) {
    const { uid, gid } = statSync(version)
    if (uid !== 0) return { uid, gid }
  }
  return { uid: NOBODY, gid: NOBODY }
}

/**
 * Whether someone who owns nothing on the way may walk down to `path`.
 * @param {string} path
 */
export function everyoneReaches(path) {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false
  }
  return true
}
