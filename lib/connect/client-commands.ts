import type { Endpoint } from '@/lib/access/model/target'

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

export const mysqlCommand = ({ endpoint: { host, port }, databaseName }: Place): ConnectCommand => ({
  title: 'mysql',
  text: `mysql --host=${host} --port=${port} --user=DATABASE_USER --password \\\n  --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY --ssl-ca=global-bundle.pem${databaseName ? ` ${databaseName}` : ''}`,
})
