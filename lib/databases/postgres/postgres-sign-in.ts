import 'server-only'
import { z } from 'zod'
import type { Login, Passed } from '@/lib/databases/connection'
import type { Limits } from '@/lib/databases/conversation'
import { converse } from '@/lib/databases/postgres/converse'
import { nameInDatabase } from '@/lib/databases/postgres/postgres-reading'

const whoAmI = z.object({ role: nameInDatabase, database: nameInDatabase })
const WHO_AM_I = 'select current_user as role, current_database() as database'

/** Goes the whole way in, asks who it is, and leaves. */
export async function signInToPostgres(login: Login, limits: Limits, passed: Passed): Promise<void> {
  const who = await converse(login, limits, passed, session => session.row(whoAmI, WHO_AM_I))
  passed('role', `current_user is ${who.role}, in ${who.database}`)
}
