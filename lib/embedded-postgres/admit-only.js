import { chownSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const ACCESS = `# Written at every start. The kernel says who knocks at the socket: nobody but the user that started Gatehouse gets in.
local all all peer map=gatehouse
`

/**
 * Lets in the user that runs this program, as any database user, and no other of this machine. No password exists that
 * could leak. A cluster of an earlier version, which trusted everybody, is closed by the same two files.
 * @param {string} place
 * @param {import('./run-as.js').Identity | null} identity
 */
export function admitOnlyUs(place, identity) {
  const name = userInfo().username.replaceAll('"', '""')
  write('pg_hba.conf', ACCESS)
  write('pg_ident.conf', `gatehouse "${name}" all\n`)

  /**
   * @param {string} file
   * @param {string} text
   */
  function write(file, text) {
    const draft = join(place, `${file}.new-${process.pid}`)
    rmSync(draft, { force: true })
    // wx: never through a link that somebody put there.
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
    if (identity) chownSync(draft, identity.uid, identity.gid)
    renameSync(draft, join(place, file))
  }
}
