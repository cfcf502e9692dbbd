import type { EngineFamily } from './engine-family'
import { mysqlAccount } from './quoted-names'

const auroraMysql = {
  label: 'Aurora MySQL',
  iamSince: null,
  tlsSince: null,
  // Aurora User Guide, "IAM database authentication".
  classesWithoutIam: /^db\.t[23]\.small$/,
}

/**
 * RDS User Guide, "Supported Regions and DB engines for IAM database authentication", "Requiring SSL/TLS for MySQL",
 * "Creating a database account using IAM authentication".
 */
export const mysql: EngineFamily = {
  id: 'mysql',
  label: 'MySQL',
  engines: {
    mysql: { label: 'MySQL', iamSince: [5, 7], tlsSince: null, classesWithoutIam: null },
    'aurora-mysql': auroraMysql,
    // What version 1 was called.
    aurora: auroraMysql,
  },
  proxyName: 'MYSQL',
  port: 3306,
  defaultDatabase: '',
  majorNumbers: 2,
  // MySQL Reference Manual, "Grant Tables".
  longestUserName: 32,
  tlsParameter: { name: 'require_secure_transport', value: '1' },
  kerberosClash: null,
  rolesLendSignIn: false,
  readyBy: 'AWSAuthenticationPlugin',
  passwordRefusal: () => 'signs in by the IAM plugin and has no password',
  words: {
    isReady: 'is on the IAM plugin',
    signsIn: 'signs in by the IAM plugin',
    isNotReady: 'is not on AWSAuthenticationPlugin',
    mustBe: 'is identified by AWSAuthenticationPlugin',
    makeReady: 'Move to the plugin',
    toMakeReady: name => `${name} moved to the plugin AWSAuthenticationPlugin`,
    rewritesNames: '',
    alsoThrough: '',
    switchedOn: 'except for users on the IAM plugin',
    switchedOff: 'users on the IAM plugin can then not sign in',
  },
  sql: {
    makeReady(name, exists) {
      const verb = exists ? 'ALTER' : 'CREATE'
      const account = mysqlAccount(name, exists?.host)
      const unlock = exists?.signIn === 'locked' ? `\nALTER USER ${account} ACCOUNT UNLOCK;` : ''
      return `${verb} USER ${account} IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER ${account} REQUIRE SSL;${unlock}`
    },
    // PROCESS: who is signed in now.
    makeReader: name =>
      `CREATE USER ${mysqlAccount(name)} IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;\nGRANT SELECT ON mysql.* TO ${mysqlAccount(name)};\nGRANT PROCESS ON *.* TO ${mysqlAccount(name)};`,
    // MySQL Reference Manual, "ALTER USER Statement": to the server's own plugin.
    allowPassword: ({ name, host }) => `ALTER USER ${mysqlAccount(name, host)} IDENTIFIED BY '<password>';`,
    close: ({ name, host }) => `ALTER USER ${mysqlAccount(name, host)} ACCOUNT LOCK;`,
  },
  otherClient: 'psql',
}
