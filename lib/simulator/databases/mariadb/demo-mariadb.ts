import { createConnection, createPool, type Pool } from 'mysql2/promise'
import { withoutPlugin } from '../mysql-front/user-statements'
import { isComplete, markComplete } from './data-folder'
import { loadIamRows, MARK } from './iam-rows'
import type { MariadbSchema } from './mariadb-schema'
import { rdsAdmin, rdsUsers } from './rds-users'
import { type StartMariadb, startMariadb } from './start-mariadb'

export interface DemoMariadb {
  socket: string
  admin: Pool
  close(): Promise<void>
}

export interface DemoMariadbOptions extends StartMariadb {
  schema: MariadbSchema
  master: { user: string; password: string }
}

/** A MariaDB of its own for one target: users belong to a whole server, and targets must not share them. */
export async function openDemoMariadb({
  schema,
  master,
  ...start
}: DemoMariadbOptions): Promise<DemoMariadb> {
  const server = await startMariadb(start)
  const admin = createPool({
    socketPath: server.socket,
    user: 'rdsadmin',
    connectionLimit: 4,
    jsonStrings: true,
  })
  const close = async () => {
    await admin.end()
    await server.stop()
  }
  try {
    if (!isComplete(server.place)) await fill(server.socket, { schema, master })
    await loadIamRows(admin)
    markComplete(server.place)
  } catch (error) {
    await close()
    throw error
  }
  return { socket: server.socket, admin, close }
}

async function fill(socketPath: string, { schema, master }: Pick<DemoMariadbOptions, 'schema' | 'master'>) {
  const run = async (user: string, statements: string) => {
    const connection = await createConnection({ socketPath, user, multipleStatements: true })
    await connection.query(statements).finally(() => connection.end())
  }
  await run('root', rdsAdmin)
  await run('rdsadmin', rdsUsers(master.user, master.password))
  await run('rdsadmin', withoutPlugin(schema.users, MARK) + schema.contents)
}
