import 'server-only'
import { z } from 'zod'
import type { Login, Passed } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import { converseMysql } from '@/lib/databases/mysql/converse-mysql'
import { nameInMysql } from '@/lib/databases/mysql/mysql-rows'

const whoAmI = z.object({ account: nameInMysql, place: nameInMysql.nullable() })
const WHO_AM_I = 'select current_user() as account, database() as place'

const quotedName = (name: string) => `\`${name.replaceAll('`', '``')}\``

/** Goes the whole way in, asks who it is, and leaves. */
export async function signInToMysql(login: Login, limits: Limits, passed: Passed): Promise<void> {
  const { account, place } = await converseMysql(login, limits, passed, async session => {
    if (login.databaseName) await session.rows(z.unknown(), `use ${quotedName(login.databaseName)}`)
    return session.row(whoAmI, WHO_AM_I)
  })
  passed('role', `current_user is ${account}, ${place === null ? 'in no database' : `in ${place}`}`)
}
