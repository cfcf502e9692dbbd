import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Target } from '@/lib/access/model/target'
import { conninfoValue, shellQuoted, shellWord } from '@/lib/connect/quoting'

interface Call {
  host: string
  port: number
  region: string
  user: string
  database: string
  file: string
}

/** AWS CLI Command Reference, "rds generate-db-auth-token": run when the client starts, so that it is fresh. */
const token = ({ host, port, region, user }: Call) =>
  `$(aws rds generate-db-auth-token --hostname ${host} --port ${port} --region ${region} --username ${shellWord(user)})`

const psql = (call: Call) => {
  const who = `dbname=${conninfoValue(call.database)} user=${conninfoValue(call.user)}`
  const where = `host=${call.host} port=${call.port} ${who} sslmode=verify-full sslrootcert=global-bundle.pem`
  return `PGPASSWORD="${token(call)}" psql ${shellQuoted(where)} --set=ON_ERROR_STOP=1 --file=${shellWord(call.file)}`
}

const mysqlClient = (name: string, flags: string) => (call: Call) =>
  `MYSQL_PWD="${token(call)}" ${name} ${flags} --ssl-ca=global-bundle.pem --host=${call.host} --port=${call.port} --user=${shellWord(call.user)} < ${shellWord(call.file)}`

const CLIENTS: Readonly<Record<EngineFamilyId, ((call: Call) => string) | null>> = {
  postgres: psql,
  mysql: mysqlClient('mysql', '--enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY'),
  mariadb: mysqlClient('mariadb', '--ssl-verify-server-cert'),
  other: null,
}

/** How the file is run by hand: at the writer, with a token of whoever may sign one. */
export function clientLine(target: Target, user: string, database: string, file: string): string {
  const client = CLIENTS[target.family]
  if (!client || !target.endpoint) return ''
  return client({ ...target.endpoint, region: target.region, user, database, file })
}
