import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { findMariadb } from '../simulator/databases/mariadb/find-mariadb.js'
import { findDebianPostgres } from './find-debian-postgres.js'
import { localProgram, run } from './run.js'
import { step } from './say.js'
import { which } from './which.js'

const HEADLESS_SHELL = 'chromium-headless-shell'

/**
 * The Chromium that the end-to-end tests drive: named by GATEHOUSE_CHROMIUM, its shell without a window, which draws no tabs
 * and menus of its own beside the page, on the path, Playwright's own, or installed now.
 * @returns {Promise<string | null>}
 */
export async function ensureChromium() {
  const found =
    process.env.GATEHOUSE_CHROMIUM ??
    (await headlessShell()) ??
    systemChromium() ??
    (await playwrightChromium())
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

/** MariaDB's server and client: the demo's MySQL targets stand on them. Debian's core packages start no service. */
export async function ensureMariadb() {
  const found = () => findMariadb() !== null && which('mariadb') !== null
  if (found()) return true
  return step('Installing MariaDB, once', async () => {
    await aptInstall('mariadb-server-core', 'mariadb-client-core')
    return found()
  })
}

/** A PostgreSQL of an older major version than the one that npm brings: catalogs differ, and RDS runs both. */
export async function ensureOlderPostgres() {
  if (findDebianPostgres()) return true
  return step('Installing a second PostgreSQL, once', async () => {
    if (!existsSync(CLUSTER_SETTINGS) && process.getuid?.() === 0) {
      // Else its installation would also make a database and start it.
      mkdirSync(dirname(CLUSTER_SETTINGS), { recursive: true })
      writeFileSync(CLUSTER_SETTINGS, 'create_main_cluster = false\n')
    }
    await aptInstall('postgresql')
    return findDebianPostgres() !== null
  })
}

/** Read by Debian's pg_createcluster beside its own file. */
const CLUSTER_SETTINGS = '/etc/postgresql-common/createcluster.d/gatehouse-tests.conf'

/** What Debian has of the programs that the recipes of a token are for, and a hosts file for one process. */
const RECIPE_CLIENTS = [
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

async function headlessShell() {
  if (!which(HEADLESS_SHELL) && process.getuid?.() === 0 && which('apt-get'))
    await step('Installing Chromium’s headless shell, once', () => aptInstall(HEADLESS_SHELL))
  return which(HEADLESS_SHELL)
}

function systemChromium() {
  return which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
}

async function playwrightChromium() {
  const { chromium } = await import('playwright')
  const file = chromium.executablePath()
  return existsSync(file) ? file : null
}

/** @param {...string} names */
async function aptInstall(...names) {
  if (process.getuid?.() !== 0 || !which('apt-get')) return false
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names]
  if ((await run(install, { env })).code === 0) return true
  await run(['apt-get', 'update'], { env })
  return (await run(install, { env })).code === 0
}
