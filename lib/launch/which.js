import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The first of these programs that is on the path.
 * @param {...string} names
 * @returns {string | null}
 */
export function which(...names) {
  return whichIn((process.env.PATH ?? '').split(delimiter), ...names)
}

/**
 * @param {string[]} folders
 * @param {...string} names
 * @returns {string | null}
 */
export function whichIn(folders, ...names) {
  for (const file of names.flatMap(name => folders.map(folder => join(folder, name)))) {
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}
