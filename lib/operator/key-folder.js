// One-time keys beside the one a server starts with. Plain JavaScript, because `npm run key` makes them too: who may write
// in the data folder may let somebody in. A key itself is never kept: its file is named after its hash.
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export const KEY_MINUTES = 10
const REMEMBERED_MS = 24 * 3_600_000

/**
 * `given`: what whoever signs in with it may; null or absent: everything, as whoever may write in the folder.
 * @typedef {{ madeBy: string, expiresAt: string, given?: readonly string[] | null }} KeyFile
 * @typedef {{ state: 'good' } & Pick<KeyFile, 'madeBy' | 'given'> | { state: 'wrong' | 'used' | 'expired' }} KeyReading
 */

/** @param {string} dataDirectory */
const folderOf = dataDirectory => join(/* turbopackIgnore: true */ dataDirectory, 'keys')

/** @param {string} dataDirectory @param {string} key */
function fileOf(dataDirectory, key) {
  const hash = createHash('sha256').update(key).digest('hex')
  return join(/* turbopackIgnore: true */ folderOf(dataDirectory), hash)
}

/**
 * A fresh key, good once within ten minutes for the server whose data folder this is.
 * @param {string} dataDirectory
 * @param {string} madeBy
 * @param {Date} now
 * @param {readonly string[] | null} given
 */
export function addKey(dataDirectory, madeBy, now, given = null) {
  const folder = folderOf(dataDirectory)
  mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true })
  chmodSync(/* turbopackIgnore: true */ folder, 0o700)
  forgetOldKeys(folder, now)
  const key = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + KEY_MINUTES * 60_000).toISOString()
  const file = fileOf(dataDirectory, key)
  const draft = `${file}.draft`
  writeFileSync(/* turbopackIgnore: true */ draft, JSON.stringify({ madeBy, expiresAt, given }), {
    mode: 0o600,
  })
  giveToOwner(dataDirectory, [folder, draft])
  renameSync(draft, file)
  return { key, expiresAt }
}

/**
 * What a key is worth, without spending it.
 * @param {string} dataDirectory
 * @param {string} key
 * @param {Date} now
 * @returns {KeyReading}
 */
export function readKey(dataDirectory, key, now) {
  const file = fileOf(dataDirectory, key)
  const known = readFileIfThere(file)
  if (!known) return { state: readFileIfThere(`${file}.used`) ? 'used' : 'wrong' }
  if (new Date(known.expiresAt) <= now) return { state: 'expired' }
  return { state: 'good', madeBy: known.madeBy, given: known.given ?? null }
}

/**
 * `good` for exactly one of all who ask, over all servers that share the folder: a file is renamed once.
 * @param {string} dataDirectory
 * @param {string} key
 * @param {Date} now
 * @returns {KeyReading}
 */
export function spendKey(dataDirectory, key, now) {
  const reading = readKey(dataDirectory, key, now)
  if (reading.state !== 'good') return reading
  const file = fileOf(dataDirectory, key)
  try {
    renameSync(file, `${file}.used`)
    return reading
  } catch (error) {
    if (isMissing(error)) return { state: 'used' }
    throw error
  }
}

/** @param {unknown} error */
const isMissing = error =>
  ['ENOENT', 'ENOTDIR'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')

/**
 * @param {string} file
 * @returns {KeyFile | null}
 */
function readFileIfThere(file) {
  try {
    return JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8'))
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** @param {string} folder @param {Date} now */
function forgetOldKeys(folder, now) {
  for (const name of readdirSync(/* turbopackIgnore: true */ folder)) {
    const file = join(/* turbopackIgnore: true */ folder, name)
    const age = now.getTime() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    if (age > REMEMBERED_MS) rmSync(file, { force: true })
  }
}

/**
 * Root may make a key for a server that runs as somebody else, who must be able to read it.
 * @param {string} dataDirectory
 * @param {string[]} made
 */
function giveToOwner(dataDirectory, made) {
  if (process.getuid?.() !== 0) return
  const { uid, gid } = statSync(dataDirectory)
  for (const file of made) chownSync(file, uid, gid)
}
