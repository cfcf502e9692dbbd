import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { everyoneReaches } from './run-as.js'

const SYSTEM_FOLDER = '/var/lib/gatehouse'
const PREFIX = 'gatehouse-data-'

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
  if (!existsSync(link)) putLink(newHome(link), link)
  return join(realpathSync(link), basename(dataDir))
}

/**
 * Two databases of one program start at once: the link that stands first is kept, one that leads nowhere is replaced.
 * @param {string} folder
 * @param {string} link
 */
function putLink(folder, link) {
  try {
    symlinkSync(folder, link)
    // After the link: another start sweeps homes whose origin is gone.
    writeFileSync(join(folder, 'origin'), link)
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    if (existsSync(link)) return rmSync(folder, { recursive: true, force: true })
    rmSync(link, { force: true })
    putLink(folder, link)
  }
}

/** @param {string} link */
function newHome(link) {
  const temporary = link.startsWith(`${realpathSync(tmpdir())}/`)
  const base = temporary ? tmpdir() : SYSTEM_FOLDER
  mkdirSync(base, { recursive: true, mode: 0o755 })
  if (temporary) sweep(base)
  const folder = mkdtempSync(join(base, PREFIX))
  chmodSync(folder, 0o711)
  return folder
}

/**
 * Test runs throw their temporary folders away and cannot know what stands behind the link in them.
 * @param {string} base
 */
function sweep(base) {
  for (const name of readdirSync(base).filter(name => name.startsWith(PREFIX))) {
    try {
      if (isAbandoned(join(base, name))) rmSync(join(base, name), { recursive: true, force: true })
    } catch {
      // Another start swept it at the same moment.
    }
  }
}

/** @param {string} folder */
function isAbandoned(folder) {
  const origin = join(folder, 'origin')
  if (lstatSync(folder).uid !== 0 || !existsSync(origin) || existsSync(readFileSync(origin, 'utf8')))
    return false
  return !readdirSync(folder).some(name => existsSync(join(folder, name, 'postmaster.pid')))
}
