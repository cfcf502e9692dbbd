import { existsSync, writeFileSync } from 'node:fs'
import { fileFingerprint, recorded } from './fingerprint.js'
import { inProject } from './project.js'
import { npm, run } from './run.js'
import { step } from './say.js'

/** Installs the packages when there are none, or when the lock has changed since. */
export async function ensureInstalled() {
  const mark = inProject('node_modules', '.gatehouse-lock')
  const lock = inProject('package-lock.json')
  if (recorded(mark) === fileFingerprint(lock)) return
  const fresh = !existsSync(inProject('node_modules'))
  await step(fresh ? 'Installing packages, once' : 'Checking packages', async () => {
    // Not `npm ci`: it refuses a lock that lacks other platforms' packages. --no-save leaves the lock as it is.
    const options = ['--no-audit', '--no-fund', '--no-save', '--include=dev', '--include=optional']
    const { code, output } = await run([...npm(), 'install', ...options])
    if (code !== 0) throw new Error(`npm install failed, nothing was started.\n${lastLines(output)}`)
  })
  writeFileSync(mark, fileFingerprint(lock))
}

/** @param {string} output */
export function lastLines(output) {
  return output.trim().split('\n').slice(-40).join('\n')
}
