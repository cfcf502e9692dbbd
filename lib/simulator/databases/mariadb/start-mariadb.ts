import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeFor } from '@/lib/embedded-postgres/place-for.js'
import { type Identity, identityFor } from '@/lib/embedded-postgres/run-as.js'
import { inProject } from '@/lib/launch/project.js'
import { ensureDataFolder } from './data-folder'

export interface StartMariadb {
  programs: { server: string; install: string }
  dataDir: string
  /** PEM. */
  tls: { certificate: string; key: string }
  settings?: string[]
}

export interface Mariadb {
  /** The Unix socket itself, in a folder that only its user may enter. */
  socket: string
  stop(): Promise<void>
}

const SMALL = [
  '--innodb-buffer-pool-size=64M',
  '--innodb-log-file-size=8M',
  '--aria-pagecache-buffer-size=8M',
  '--key-buffer-size=1M',
  '--performance-schema=OFF',
  '--max-connections=120',
  // What is lost when the machine itself goes down is made again.
  '--innodb-flush-log-at-trx-commit=2',
]

/** A MariaDB without a TCP port; it ends with this process, however that ends. */
export async function startMariadb({
  programs,
  dataDir,
  tls,
  settings = [],
}: StartMariadb): Promise<Mariadb> {
  const place = placeFor(dataDir)
  const identity = identityFor(place)
  await ensureDataFolder(programs.install, place, identity)
  const folder = mkdtempSync(join(tmpdir().length < 60 ? tmpdir() : '/tmp', 'gatehouse-mariadb-'))
  if (identity) chownSync(folder, identity.uid, identity.gid)
  const keep = (name: string, text: string) => writePrivate(join(folder, name), text, identity)
  const socket = join(folder, 'mariadb.sock')
  const command = [
    programs.server,
    '--no-defaults',
    `--datadir=${place}`,
    `--socket=${socket}`,
    `--pid-file=${join(place, 'server.pid')}`,
    `--ssl-cert=${keep('certificate.pem', tls.certificate)}`,
    `--ssl-key=${keep('key.pem', tls.key)}`,
    '--skip-networking',
    '--skip-name-resolve',
    '--proxy-protocol-networks=localhost',
    '--character-set-server=utf8mb4',
    '--local-infile=OFF',
    ...SMALL,
    ...settings,
  ]
  const logFile = `${place}.log`
  const log = openSync(logFile, 'w', 0o600)
  const supervisor = inProject('lib', 'simulator', 'databases', 'mariadb', 'supervise.js')
  const child = spawn(process.execPath, [supervisor, JSON.stringify({ command, identity, folder })], {
    stdio: ['pipe', log, log],
    cwd: '/',
  })
  closeSync(log)
  child.stdin?.on('error', () => {})
  const ended = new Promise<void>(resolve =>
    child.once('exit', () => resolve()).once('error', () => resolve()),
  )
  const stop = () => {
    child.stdin?.end()
    return ended
  }
  if (!(await accepts(socket, child)))
    throw new Error(
      `MariaDB ended. Its last words:\n${readFileSync(logFile, 'utf8').split('\n').slice(-6).join('\n')}`,
    )
  return { socket, stop }
}

function writePrivate(file: string, text: string, identity: Identity | null): string {
  writeFileSync(file, text, { mode: 0o600 })
  if (identity) chownSync(file, identity.uid, identity.gid)
  return file
}

/** False: it ended first. */
async function accepts(socket: string, child: ChildProcess): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    if (await knocked(socket)) return true
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  return false
}

function knocked(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const visitor = connect(socket)
      .once('data', () => visitor.destroy(void resolve(true) as undefined))
      .once('error', () => resolve(false))
  })
}
