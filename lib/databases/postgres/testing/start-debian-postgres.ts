import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where Debian puts each major version. */
const DEBIAN = '/usr/lib/postgresql'
const NOBODY = 65_534

/** The oldest one here besides the version that npm installed; null: none. */
export function debianBinaries(): string | null {
  const majors = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(a) - Number(b)) : []
  return majors.map(major => join(DEBIAN, major, 'bin')).find(bin => existsSync(join(bin, 'initdb'))) ?? null
}

/** A server on a Unix socket, thrown away when it is stopped. PostgreSQL does not run as root. */
export async function startDebianPostgres(bin: string): Promise<{ host: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-debian-'))
  const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (as.uid) chownSync(folder, as.uid, NOBODY)
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'rdsadmin', '-A', 'trust', '-N', '-E', 'UTF8'], {
    ...as,
    stdio: 'ignore',
    cwd: '/',
  })
  const flags = ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off']
  const server = spawn(join(bin, 'postgres'), flags, { ...as, stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' })
  const ended = new Promise<void>(resolve => server.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on('data', (words: Buffer) => words.includes('ready to accept') && resolve())
    server.once('exit', () => reject(new Error(`${bin}/postgres ended before it was ready.`)))
  })
  return {
    host: folder,
    async stop() {
      server.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
