import type { DatabaseUser } from '@/lib/access/model/database-user'
import type { Target } from '@/lib/access/model/target'

/** PostgreSQL folds bare names to lower case: anything else is quoted. */
export function quotedName(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`
}

const quotedText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * RDS User Guide, "Creating a database account using IAM authentication": what makes one name IAM-ready.
 * Null for engines that know no IAM authentication.
 */
export function iamReadySql(
  { family }: Pick<Target, 'family'>,
  name: string,
  exists: Pick<DatabaseUser, 'signIn'> | null,
): string | null {
  if (family === 'postgres') {
    const role = quotedName(name)
    const grant = `GRANT rds_iam TO ${role};`
    if (!exists) return `CREATE USER ${role} WITH LOGIN;\n${grant}`
    return exists.signIn === 'noLogin' ? `ALTER ROLE ${role} WITH LOGIN;\n${grant}` : grant
  }
  if (family !== 'mysql' && family !== 'mariadb') return null
  const user = `${quotedText(name)}@'%'`
  const verb = exists ? 'ALTER' : 'CREATE'
  return `${verb} USER ${user} IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER ${user} REQUIRE SSL;`
}

/** MySQL Reference Manual, "ALTER USER Statement": back from the IAM plugin to the server's own and a password. */
export function passwordSql(name: string): string {
  return `ALTER USER ${quotedText(name)}@'%' IDENTIFIED BY '<password>';`
}

/** What takes `rds_iam` from a PostgreSQL user: from the role that lends it to it, whoever lends it to that one. */
export function revokeSql({ name, grantPath }: Pick<DatabaseUser, 'name' | 'grantPath'>): string {
  return `REVOKE ${quotedName(grantPath.at(-2) ?? 'rds_iam')} FROM ${quotedName(name)};`
}
