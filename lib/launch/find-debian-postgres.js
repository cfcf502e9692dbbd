import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { whichIn } from './which.js'

/** Where Debian and its kin put the servers of each major version. */
const DEBIAN = '/usr/lib/postgresql'

/**
 * The folder with the programs of the oldest PostgreSQL that Debian's packages have put here.
 * @returns {string | null}
 */
export function findDebianPostgres() {
  const folders = majors().map(major => join(DEBIAN, major, 'bin'))
  return folders.find(folder => whichIn([folder], 'initdb') && whichIn([folder], 'postgres')) ?? null
}

function majors() {
  try {
    return readdirSync(DEBIAN).sort((a, b) => Number(a) - Number(b))
  } catch {
    return []
  }
}
