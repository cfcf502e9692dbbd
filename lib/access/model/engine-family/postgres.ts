import type { EngineFamily } from './engine-family'
import { postgresName } from './quoted-names'

/**
 * RDS User Guide, "Supported Regions and DB engines for IAM database authentication", "Using SSL with a PostgreSQL DB
 * instance", "Creating a database account using IAM authentication", "Database authentication with Amazon RDS".
 */
export const postgres: EngineFamily = {
  id: 'postgres',
  label: 'PostgreSQL',
  engines: {
    postgres: { label: 'PostgreSQL', iamSince: [10, 0], tlsSince: 15, classesWithoutIam: null },
    'aurora-postgresql': {
      label: 'Aurora PostgreSQL',
      iamSince: null,
      tlsSince: 17,
      classesWithoutIam: null,
    },
  },
  proxyName: 'POSTGRESQL',
  port: 5432,
  defaultDatabase: 'postgres',
  majorNumbers: 1,
  // In bytes: longer names are cut (PostgreSQL, "Identifiers and Key Words").
  longestUserName: 63,
  tlsParameter: { name: 'rds.force_ssl', value: '1' },
  kerberosClash:
    'RDS for PostgreSQL does not allow Kerberos and IAM authentication on one instance. Remove the directory first.',
  rolesLendSignIn: true,
  readyBy: 'rds_iam',
  // rds_iam takes the password away only while IAM authentication is on.
  passwordRefusal: (_, iamIsOn) => (iamIsOn ? 'has rds_iam and signs in by IAM only' : null),
  words: {
    isReady: 'has rds_iam',
    signsIn: 'has rds_iam',
    isNotReady: 'lacks rds_iam',
    mustBe: 'may log in and has rds_iam',
    makeReady: 'Grant rds_iam',
    toMakeReady: name => `rds_iam granted to ${name}`,
    rewritesNames: 'PostgreSQL makes janedoe of an unquoted JaneDoe.',
    alsoThrough: ', also through a role in between,',
    switchedOn: 'except for roles that have rds_iam',
    switchedOff: 'roles that have rds_iam can then sign in neither way',
  },
  sql: {
    makeReady(name, exists) {
      const role = postgresName(name)
      const grant = `GRANT rds_iam TO ${role};`
      if (!exists) return `CREATE USER ${role} WITH LOGIN;\n${grant}`
      // It has rds_iam already, and may hold no session.
      if (exists.signIn === 'iam' && exists.detail?.connectionLimit === 0)
        return `ALTER ROLE ${role} CONNECTION LIMIT -1;`
      return exists.signIn === 'noLogin' ? `ALTER ROLE ${role} WITH LOGIN;\n${grant}` : grant
    },
    // The catalogs are open to everybody; tables are not read.
    makeReader: name =>
      `CREATE USER ${postgresName(name)} WITH LOGIN CONNECTION LIMIT 4;\nGRANT rds_iam TO ${postgresName(name)};\n-- Where PUBLIC may not connect, once for each database:\n-- GRANT CONNECT ON DATABASE name TO ${postgresName(name)};`,
    // From the role that lends it to this one, whoever lends it to that.
    allowPassword: ({ name, grantPath }) =>
      `REVOKE ${postgresName(grantPath.at(-2) ?? 'rds_iam')} FROM ${postgresName(name)};`,
    close: ({ name }) => `ALTER ROLE ${postgresName(name)} NOLOGIN;`,
  },
  otherClient: 'mysql',
}
