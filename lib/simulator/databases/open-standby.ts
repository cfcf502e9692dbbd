import { execFile } from 'node:child_process'
import { chownSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { placeFor } from '@/lib/embedded-postgres/place-for.js'
import { BARE_ENVIRONMENT, identityFor } from '@/lib/embedded-postgres/run-as.js'
import { type DemoDatabase, SETTINGS } from './demo-database'
import { debianServer } from './start-debian-server'

export interface Standby {
  /** The Unix socket itself. */
  socket: string
  close(): Promise<void>
}

/** Behind a reader endpoint: a true standby, copied anew at each start, which follows its writer and refuses to write. */
export async function openStandby(programs: string, dataDir: string, writer: DemoDatabase): Promise<Standby> {
  const place = placeFor(dataDir)
  rmSync(place, { recursive: true, force: true })
  mkdirSync(place, { mode: 0o700 })
  const identity = identityFor(place)
  if (identity) chownSync(place, identity.uid, identity.gid)
  const { socketDir, port, user } = writer.server
  const source = ['-h', socketDir, '-p', String(port), '-U', user]
  await promisify(execFile)(
    join(programs, 'pg_basebackup'),
    [...source, '-D', place, '--write-recovery-conf', '--checkpoint=fast', '--no-sync'],
    { ...identity, cwd: '/', env: BARE_ENVIRONMENT },
  )
  const settings = { ...SETTINGS, primary_conninfo: `host=${socketDir} port=${port} user=${user}` }
  const server = await debianServer(programs)({ dataDir, superuser: user, settings })
  return { socket: join(server.socketDir, `.s.PGSQL.${server.port}`), close: server.stop }
}
