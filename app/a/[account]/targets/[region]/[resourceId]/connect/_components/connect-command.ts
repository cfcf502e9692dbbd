import type { Target } from '@/lib/access/model/target'

/** The command of the engine's own client, without any token in it. */
export function connectCommand(target: Target): { title: string; text: string } | null {
  if (!target.endpoint) return null
  const { host, port } = target.endpoint
  if (target.family === 'postgres') {
    const database = target.databaseName ?? 'postgres'
    return {
      title: 'psql',
      text: `psql "host=${host} port=${port} dbname=${database} user=DATABASE_USER \\\n  sslmode=verify-full sslrootcert=global-bundle.pem"`,
    }
  }
  if (target.family === 'mysql' || target.family === 'mariadb') {
    return {
      title: 'mysql',
      text: `mysql --host=${host} --port=${port} --user=DATABASE_USER --password \\\n  --enable-cleartext-plugin --ssl-mode=VERIFY_IDENTITY --ssl-ca=global-bundle.pem${target.databaseName ? ` ${target.databaseName}` : ''}`,
    }
  }
  return null
}
