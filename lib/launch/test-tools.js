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

/** What Debian has of the programs that the recipes of a token are for, and a hosts file for one process. */
const RECIPE_CLIENTS = [
  'mariadb-client',
  'libnss-wrapper',
  'python3-boto3',
  'python3-psycopg',
  'python3-psycopg2',
  'python3-psycopg-pool',
  'python3-sqlalchemy',
  'python3-asyncpg',
  'python3-pymysql',
  'libpostgresql-jdbc-java',
  'libmariadb-java',
]

/** What signs in with the recipes; a recipe whose client is missing is counted as not run. Java itself is not installed. */
export async function ensureRecipeClients() {
  const last = '/usr/share/doc/libmariadb-java'
  if (existsSync(last) || process.getuid?.() !== 0 || !which('apt-get')) return existsSync(last)
  return step('Installing the clients of the recipes, once', () => aptInstall(...RECIPE_CLIENTS))
}

function systemChromium() {
  return which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
}

async function playwrightChromium() {
  const { chromium } = await import('playwright')
  const file = chromium.executablePath()
  return existsSync(file) ? file : null
}

/** @param {string[]} names */
async function aptInstall(...names) {
  if (process.getuid?.() !== 0 || !which('apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names]
  if ((await run(install, { env })).code === 0) return true
  await run(['apt-get', 'update'], { env })
  return (await run(install, { env })).code === 0
}
