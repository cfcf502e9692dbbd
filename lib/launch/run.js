import { spawn } from 'node:child_process'
import { inProject, ROOT } from './project.js'

/**
 * Runs a command that cannot outlive us; answers its exit code and, unless `show` is set, what it printed.
 * @param {string[]} command
 * @param {{ env?: Record<string, string | undefined>, show?: boolean, cwd?: string }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, { env = process.env, show = false, cwd = ROOT } = {}) {
  const child = spawn(process.execPath, [inProject('lib', 'launch', 'guard.js'), ...command], {
    cwd,
    env: /** @type {NodeJS.ProcessEnv} */ (env),
    stdio: ['pipe', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', text => {
      output += text
    })
  }
  child.stdin?.on('error', () => {})
  return new Promise(resolve => child.once('close', code => resolve({ code: code ?? 1, output })))
}

/**
 * @param {string} name
 * @param {...string} parameters
 */
export function localProgram(name, ...parameters) {
  return [inProject('node_modules', '.bin', name), ...parameters]
}

/** npm as it started us, else the one on the path. */
export function npm() {
  const path = process.env.npm_execpath
  return path?.endsWith('.js') ? [process.execPath, path] : ['npm']
}
