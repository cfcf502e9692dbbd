import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const STANDALONE = join(ROOT, '.next', 'standalone')

/** @param {...string} parts */
export function inProject(...parts) {
  return join(ROOT, ...parts)
}
