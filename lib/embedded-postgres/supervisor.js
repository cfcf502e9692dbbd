// Starts one PostgreSQL, says where it listens in one line of JSON, and stops it when standard input closes: the death of
// the program that started us, even by kill -9, closes it.
import { spawn } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { admitOnlyUs } from './admit-only.js'
import { ensureCluster, takeOver } from './ensure-cluster.js'
import { placeFor } from './place-for.js'
import { readableBinaries } from './readable-binaries.js'
import { BARE_ENVIRONMENT, identityFor, SOCKET_FOLDER } from './run-as.js'
import { clearStaleLock } from './stale-lock.js'

const PORT = 5432
const MEMORY = {
  shared_buffers: '16MB',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
  io_method: 'sync',
  autovacuum_max_workers: 1,
}

/** @type {{ dataDir: string, superuser: string, fsync: boolean, settings: Record<string, string> }} */
const wish = JSON.parse(process.argv[2] ?? '{}')

const stopping = new AbortController()
const stop = () => stopping.abort()
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume()
// Ctrl-C reaches every program of a terminal at once, but the records must outlive what is still being recorded.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {})
process.stdout.on('error', stop)

try {
  const place = placeFor(wish.dataDir)
  const identity = identityFor(place)
  const binaries = readableBinaries(identity)
  const { superuser, fsync } = wish
  await ensureCluster({ place, binaries, identity, superuser, fsync, signal: stopping.signal })
  await clearStaleLock(place)
  stopping.signal.throwIfAborted()
  takeOver(place, identity)
  admitOnlyUs(place, identity)
  await run(place, binaries, identity)
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: /** @type {Error} */ (error).message })}\n`, () =>
    process.exit(1),
  )
}

/**
 * @param {string} place
 * @param {string} binaries
 * @param {import('./run-as.js').Identity | null} identity
 */
async function run(place, binaries, identity) {
  // A socket path may hold about a hundred bytes, so it never lies in the data folder.
  const socketDir = mkdtempSync(join(tmpdir().length < 60 ? tmpdir() : '/tmp', SOCKET_FOLDER))
  if (identity) chownSync(socketDir, identity.uid, identity.gid)
  const logFile = `${place}.log`
  const log = openSync(logFile, 'w', 0o600)
  const settings = {
    ...MEMORY,
    ...wish.settings,
    fsync: wish.fsync ? 'on' : 'off',
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    port: PORT,
  }
  const server = spawn(
    join(binaries, 'bin', 'postgres'),
    ['-D', place, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      ...identity,
      cwd: '/',
      stdio: ['ignore', log, log],
      env: BARE_ENVIRONMENT,
      // A group of its own, which the signals of a terminal do not reach.
      detached: true,
    },
  )
  closeSync(log)
  const ended = new Promise(resolve => server.on('error', resolve).on('exit', resolve))
  stopping.signal.addEventListener('abort', () => server.kill('SIGINT'))
  ended.then(() => {
    rmSync(socketDir, { recursive: true, force: true })
    process.stdout.write(
      `${JSON.stringify({ error: `PostgreSQL ended. Its last words:\n${tail(logFile)}` })}\n`,
      () => process.exit(0),
    )
  })
  await ready(place, server)
  process.stdout.write(`${JSON.stringify({ socketDir, port: PORT, user: wish.superuser })}\n`)
}

/**
 * The eighth line of postmaster.pid says when connections are accepted; pg_ctl waits for the same.
 * @param {string} place
 * @param {import('node:child_process').ChildProcess} server
 */
async function ready(place, server) {
  while (server.exitCode === null && server.signalCode === null) {
    const lines = lockLines(place)
    if (Number(lines[0]) === server.pid && lines[7]?.trim() === 'ready') return
    await new Promise(resolve => setTimeout(resolve, 15))
  }
  await new Promise(() => {})
}

/** @param {string} place */
function lockLines(place) {
  try {
    return readFileSync(join(place, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** @param {string} file */
function tail(file) {
  try {
    return readFileSync(file, 'utf8').trim().split('\n').slice(-5).join('\n')
  } catch {
    return ''
  }
}
