import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { RecipeId } from '@/lib/connect/recipe'
import { ROOT } from '@/lib/launch/project.js'
import { which } from '@/lib/launch/which.js'

/** A program as a person would run it, given what the recipe says. */
interface Run {
  program: string
  parameters: string[]
  input?: string
  file?: { name: string; text: string }
}

const WHO = 'select current_user'
const shell = (script: string): Run => ({ program: 'sh', parameters: ['-c', script] })
const node = (input: string): Run => ({
  program: process.execPath,
  parameters: ['--input-type=module'],
  input,
})
const python = (input: string): Run => ({ program: PYTHON ?? 'python3', parameters: ['-'], input })
const java =
  (jar: string) =>
  (source: string): Run => ({
    program: 'java',
    parameters: ['-cp', join(JARS, jar), 'Connect.java'],
    file: { name: 'Connect.java', text: source },
  })
const mysql = (script: string) => shell(`${script} --skip-column-names --execute='${WHO}()'`)

const JARS = '/usr/share/java'

/** How each recipe that claims to be run is run. */
export const RUNS: Partial<Record<`${'postgres' | 'mysql'} ${RecipeId}`, (recipe: string) => Run>> = {
  'postgres psql': script => shell(`${script} -Atc '${WHO}'`),
  'postgres uri': uri => shell(`psql '${uri}' -Atc '${WHO}'`),
  'postgres env': script => shell(`${script}\npsql -Atc '${WHO}'`),
  'postgres node': node,
  'postgres node-pool': node,
  'postgres psycopg': python,
  'postgres psycopg-pool': python,
  'postgres sqlalchemy': python,
  'postgres asyncpg': python,
  'postgres jdbc': java('postgresql.jar'),
  'mysql mysql': mysql,
  'mysql mariadb': mysql,
  'mysql node': node,
  'mysql node-pool': node,
  'mysql sqlalchemy': python,
  'mysql jdbc': java('mariadb-java-client.jar'),
}

const MODULES = 'psycopg, psycopg2, psycopg_pool, sqlalchemy, asyncpg, pymysql, boto3'

/** Debian's own, where its packages are, before another that the path may name first. */
function findPython(): string | null {
  const candidates = ['/usr/bin/python3', which('python3')]
  const has = (program: string) => spawnSync(program, ['-c', `import ${MODULES}`]).status === 0
  return candidates.find(program => program !== null && existsSync(program) && has(program)) ?? null
}

/** Looked for once: it takes seconds, in which this very process serves no database. */
const PYTHON = findPython()

/** Debian's libnss-wrapper: a hosts file for one process, so that a recipe dials the name that it was written for. */
function hostsLibrary(): string | null {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib').map(name => join('/usr/lib', name)) : []
  return folders.map(folder => join(folder, 'libnss_wrapper.so')).find(existsSync) ?? null
}

/** What this machine lacks to run it, else null. */
export function missingFor(key: string): string | null {
  if (!hostsLibrary()) return 'libnss-wrapper is not installed'
  if (/psycopg|sqlalchemy|asyncpg/.test(key) && !PYTHON) return `Python lacks one of ${MODULES}`
  if (key.endsWith('jdbc'))
    return existsSync(join(JARS, 'postgresql.jar')) && which('java') ? null : 'no Java, or no driver'
  if (/^postgres (psql|uri|env|token)$/.test(key) && !which('psql')) return 'psql is not installed'
  return /^mysql (mysql|mariadb|token)$/.test(key) && !which('mysql')
    ? 'no MySQL or MariaDB client is installed'
    : null
}

/** With nothing of this process but the path; `hosts` as in a hosts file. The databases may answer in this very process. */
export async function runClient(run: Run, hosts: string, environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-client-'))
  writeFileSync(join(folder, 'hosts'), `${hosts}\n`)
  if (run.file) writeFileSync(join(folder, run.file.name), run.file.text)
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH ?? '',
    HOME: folder,
    LANG: 'C.UTF-8',
    LD_PRELOAD: hostsLibrary() ?? '',
    NSS_WRAPPER_HOSTS: join(folder, 'hosts'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...environment,
  }
  const cwd = run.file ? folder : ROOT
  try {
    const child = spawn(run.program, run.parameters, { env, cwd, stdio: 'pipe', timeout: 50_000 })
    child.stdin.end(run.input ?? '')
    const [out, error, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ])
    return { code: code as number | null, out: out.trim(), error: error.trim() }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
