import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placeFor } from '@/lib/embedded-postgres/place-for.js'
import { type Identity, identityFor } from '@/lib/embedded-postgres/run-as.js'
import { greets, supervised } from '../supervised'
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
  place: string
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
  const folder = mkdtempSync(join(tmpdir().length < 60 ? tmpdir() : '/tmp', 'gatehouse-mariadb-'))
  if (identity) chownSync(folder, identity.uid, identity.gid)
  await ensureDataFolder({ install: programs.install, place, identity, tmpdir: folder }).catch(error => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const keep = (name: string, text: string) => writePrivate(join(folder, name), text, identity)
  const socket = join(folder, 'mariadb.sock')
  const command = [
    programs.server,
    '--no-defaults',
    `--datadir=${place}`,
    `--socket=${socket}`,
    // Servers that share one delete each other's tables in it when they start.
    `--tmpdir=${folder}`,
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
  const server = await supervised({
    command,
    identity,
    folder,
    logFile: `${place}.log`,
    signal: 'SIGTERM',
    isReady: () => greets(socket),
  })
  return { socket, place, stop: server.stop }
}

function writePrivate(file: string, text: string, identity: Identity | null): string {
  writeFileSync(file, text, { mode: 0o600 })
  if (identity) chownSync(file, identity.uid, identity.gid)
  return file
}
