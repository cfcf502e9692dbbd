import { which, whichIn } from '../../../launch/which.js'

/** Where packages put a server that is on nobody's path: Debian, MariaDB's own, Homebrew on either processor. */
const WELL_KNOWN = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/local/mysql/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/opt/mariadb/bin',
]

/** @returns {{ server: string, install: string } | null} */
export function findMariadb() {
  const [server, install] = ['mariadbd', 'mariadb-install-db'].map(
    name => which(name) ?? whichIn(WELL_KNOWN, name),
  )
  return server && install ? { server, install } : null
}
