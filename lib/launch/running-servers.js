// Which servers run on a data folder, and under which address: noted by whoever starts one, read by `npm run key`.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @typedef {{ address: string, pid: number }} RunningServer */

/** @param {string} dataDir */
const folderOf = dataDir => join(dataDir, 'servers')

/**
 * Answers how to forget it again. A folder that cannot be written stops no server: it then has no second key.
 * @param {string} dataDir
 * @param {number} port
 * @param {RunningServer} server
 */
export function noteServer(dataDir, port, server) {
  const file = join(folderOf(dataDir), `${port}.json`)
  try {
    mkdirSync(folderOf(dataDir), { recursive: true })
    writeFileSync(file, JSON.stringify(server))
    return () => rmSync(file, { force: true })
  } catch {
    return () => {}
  }
}

/**
 * Only those that are alive: one that was killed could not take its note away.
 * @param {string} dataDir
 * @returns {RunningServer[]}
 */
export function runningServers(dataDir) {
  let names
  try {
    names = readdirSync(folderOf(dataDir))
  } catch {
    return []
  }
  return names
    .map(name => JSON.parse(readFileSync(join(folderOf(dataDir), name), 'utf8')))
    .filter(({ pid }) => isAlive(pid))
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is one as well.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
