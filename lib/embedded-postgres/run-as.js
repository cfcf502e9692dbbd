import { execFileSync } from 'node:child_process'
import { existsSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** @typedef {{ uid: number, gid: number }} Identity */

const NOBODY = 65534
/** Reserved by Debian's policy and given to no one; user namespaces of containers reach this far. */
const UNUSED = { from: 59_100, to: 59_199 }
export const SOCKET_FOLDER = 'gatehouse-pg-'

/** What the server's programs see of our environment: nothing but where programs lie. */
export const BARE_ENVIRONMENT = /** @type {any} */ ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
})

/**
 * PostgreSQL refuses to run as root, so root lends it the owner of its data, or a number that no user of this machine has:
 * as nobody, every other program that runs as nobody could read the data. Anyone else keeps their identity.
 * @param {string} place
 * @returns {Identity | null}
 */
export function identityFor(place) {
  if (process.getuid?.() !== 0) return null
  if (existsSync(place)) {
    const { uid, gid } = statSync(place)
    if (uid !== 0 && uid !== NOBODY) return { uid, gid }
  }
  for (let number = UNUSED.from; number <= UNUSED.to; number++)
    if (isUnused(number)) return { uid: number, gid: number }
  throw new Error(
    `PostgreSQL must not run as root, and every user number from ${UNUSED.from} to ${UNUSED.to} is taken. Start Gatehouse as another user, or set DATABASE_URL.`,
  )
}

/**
 * initdb asks for the name of its user, which an unused number has not: it runs as nobody, and the group keeps others out.
 * @param {Identity | null} identity
 */
export function makerFor(identity) {
  return identity && { uid: NOBODY, gid: identity.gid }
}

/** @param {number} uid */
function isUnused(uid) {
  try {
    execFileSync('id', ['-nu', String(uid)], { stdio: 'ignore' })
    return false
  } catch {
    return true
  }
}

/**
 * Hands a folder with all that is in it over, the folder first: what lies in it is then out of everybody else's reach.
 * @param {string} path
 * @param {Identity} identity
 */
export function handOver(path, { uid, gid }) {
  lchownSync(path, uid, gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) handOver(join(path, name), { uid, gid })
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
