import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The nearest `relativePath` at or above `start`: a standalone build lies two folders inside the project.
 * @param {string} relativePath
 * @param {string} start
 * @returns {string | null}
 */
export function findUpwards(relativePath, start) {
  for (let folder = start; ; folder = dirname(folder)) {
    const candidate = join(/* turbopackIgnore: true */ folder, relativePath)
    if (existsSync(candidate)) return candidate
    if (folder === dirname(folder)) return null
  }
}
