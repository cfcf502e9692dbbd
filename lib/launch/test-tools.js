import { existsSync } from 'node:fs'
import { localProgram, run } from './run.js'
import { step } from './say.js'
import { which } from './which.js'

/**
 * The Chromium that the end-to-end tests drive: named by GATEHOUSE_CHROMIUM, on the path, Playwright's own, or installed now.
 * @returns {Promise<string | null>}
 */
export async function ensureChromium() {
  const found = process.env.GATEHOUSE_CHROMIUM ?? systemChromium() ?? (await playwrightChromium())
  if (found) return found
  return step('Installing Chromium, once', async () => {
    if (await aptInstall('chromium')) return systemChromium()
    await run(localProgram('playwright', 'install', 'chromium'))
    return playwrightChromium()
  })
}

/** psql: the tests log in with it as a person would. */
export async function ensurePsql() {
  if (which('psql')) return true
  return step('Installing psql, once', async () => {
    await aptInstall('postgresql-client')
    return which('psql') !== null
  })
}

function systemChromium() {
  return which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
}

async function playwrightChromium() {
  const { chromium } = await import('playwright')
  const file = chromium.executablePath()
  return existsSync(file) ? file : null
}

/** @param {string} name */
async function aptInstall(name) {
  if (process.getuid?.() !== 0 || !which('apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', name]
  if ((await run(install, { env })).code === 0) return true
  await run(['apt-get', 'update'], { env })
  return (await run(install, { env })).code === 0
}
