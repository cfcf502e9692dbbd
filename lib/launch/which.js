import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * The first of these programs that is on the path.
 * @param {...string} names
 * @returns {string | null}
 */
export function which(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
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
