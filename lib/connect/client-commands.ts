import type { Endpoint } from '@/lib/access/model/target'
import { CLEARTEXT_VARIABLE, MARIADB_FLAGS, MYSQL_FLAGS } from './recipes/mysql-recipes'

export interface Place {
  endpoint: Endpoint
  /** Empty: a client needs none. */
  databaseName: string
}

export interface ConnectCommand {
  title: string
  text: string
}

export const psqlCommand = ({ endpoint: { host, port }, databaseName }: Place): ConnectCommand => ({
  title: 'psql',
  text: `psql "host=${host} port=${port} dbname=${databaseName} user=DATABASE_USER \\\n  sslmode=verify-full sslrootcert=global-bundle.pem"`,
})

const familyCommand = (
  program: string,
  flags: string,
  { endpoint, databaseName }: Place,
): ConnectCommand => ({
  title: program.split(' ').at(-1) ?? program,
  text: `${program} --host=${endpoint.host} --port=${endpoint.port} --user=DATABASE_USER --password \\\n  ${flags} --ssl-ca=global-bundle.pem${databaseName ? ` ${databaseName}` : ''}`,
})

export const mysqlCommand = (place: Place) => familyCommand(`${CLEARTEXT_VARIABLE} mysql`, MYSQL_FLAGS, place)

export const mariadbCommand = (place: Place) => familyCommand('mariadb', MARIADB_FLAGS, place)
