import { chownSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { ensureCluster } from '@/lib/embedded-postgres/ensure-cluster.js'
import { placeFor } from '@/lib/embedded-postgres/place-for.js'
import { identityFor } from '@/lib/embedded-postgres/run-as.js'
import { clearStaleLock } from '@/lib/embedded-postgres/stale-lock.js'
import type { DemoServer, StartServer } from './demo-database'
import { supervised } from './supervised'

const PORT = 5432

/** A PostgreSQL that Debian's packages brought, of another major version than npm's; on a Unix socket only. */
export const debianServer =
  (programs: string, access = 'local all all trust\nlocal replication all trust\n'): StartServer =>
  async ({ dataDir, superuser, settings }): Promise<DemoServer> => {
    const place = placeFor(dataDir)
    const identity = identityFor(place)
    const signal = new AbortController().signal
    await ensureCluster({ place, binaries: dirname(programs), identity, superuser, fsync: false, signal })
    await clearStaleLock(place)
    const hba = join(place, 'pg_hba.conf')
    // Who reaches the socket at all is decided by its folder: maps that name every user came with version 16.
    writeFileSync(hba, access, { mode: 0o600 })
    const socketDir = mkdtempSync(join(tmpdir().length < 60 ? tmpdir() : '/tmp', 'gatehouse-debian-'))
    if (identity) for (const path of [hba, socketDir]) chownSync(path, identity.uid, identity.gid)
    const all = {
      fsync: 'off',
      listen_addresses: '',
      port: PORT,
      ...settings,
      unix_socket_directories: socketDir,
    }
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const { stop } = await supervised({
      command: [join(programs, 'postgres'), '-D', place, ...flags],
      identity,
      folder: socketDir,
      logFile: `${place}.log`,
      signal: 'SIGINT',
      isReady: async () => saysReady(place),
    })
    return { socketDir, port: Number(all.port), user: superuser, stop }
  }

/** The eighth line of postmaster.pid; pg_ctl waits for the same. */
function saysReady(place: string): boolean {
  const lock = join(place, 'postmaster.pid')
  return existsSync(lock) && readFileSync(lock, 'utf8').split('\n')[7]?.trim() === 'ready'
}
