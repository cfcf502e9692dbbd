import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inProject, ROOT } from './project.js'

const BUILT_FROM = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-node.ts',
  'next.config.js',
  'postcss.config.js',
  'tsconfig.json',
  'package-lock.json',
]
const NOT_BUILT = /(^|\/)lib\/(launch|simulator)\/|\.test\.tsx?$|(^|\/)cases\//

/** A name for the sources as they are now: equal names, equal builds. */
export function sourceFingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const file of BUILT_FROM.flatMap(name => filesUnder(inProject(name))).sort()) {
    const name = relative(ROOT, file)
    if (!NOT_BUILT.test(name)) hash.update(`${name}\0`).update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** @param {string} file */
export function fileFingerprint(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path).flatMap(name => filesUnder(join(path, name)))
}

/** @param {string} file */
export function recorded(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}
