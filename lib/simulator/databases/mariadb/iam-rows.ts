import type { Pool } from 'mysql2/promise'
import { nativeHash } from '../mysql-front/native-password'
import type { TrueCatalog } from '../mysql-front/relay'

/**
 * A MariaDB of no cloud has no AWSAuthenticationPlugin. In its memory the users of that plugin have a password that the front
 * alone knows; in its catalog, which is what everybody reads, stands what RDS writes there.
 */
export const FRONT_PASSWORD = 'the front alone signs in with this'
export const MARK = nativeHash(FRONT_PASSWORD)

const method = (plugin: string, kept: string) => `"plugin":"${plugin}","authentication_string":"${kept}"`
const TRUE = method('AWSAuthenticationPlugin', 'RDS')
const MARKED = method('mysql_native_password', MARK)

async function replace(admin: Pool, from: string, to: string): Promise<void> {
  const statement = 'update mysql.global_priv set Priv = replace(Priv, ?, ?) where instr(Priv, ?) > 0'
  await admin.execute(statement, [from, to, from])
}

/** The server reads its catalog when it starts; from then on it must find the plugin nowhere. */
export async function loadIamRows(admin: Pool): Promise<void> {
  await replace(admin, TRUE, MARKED)
  await admin.query('flush privileges')
  await replace(admin, MARKED, TRUE)
}

function signal() {
  let give = () => {}
  const given = new Promise<void>(resolve => {
    give = resolve
  })
  return { given, give }
}

/** GRANT and its like write what is in memory into the catalog: until that is true again, nobody else reads. */
export function keepCatalogTrue(admin: Pool, hasPlugin: () => boolean): TrueCatalog {
  const readers = new Set<Promise<void>>()
  let last: Promise<void> = Promise.resolve()
  return {
    mark: () => (hasPlugin() ? MARK : null),
    quiet: () => last,
    async read() {
      for (let seen: Promise<void> | null = null; seen !== last; ) {
        seen = last
        await seen
      }
      const { given, give } = signal()
      readers.add(given)
      return () => {
        readers.delete(given)
        give()
      }
    },
    async take() {
      const before = last
      const { given, give } = signal()
      last = given
      await before
      await Promise.all(readers)
      return { restore: () => replace(admin, MARKED, TRUE), end: give }
    },
  }
}
