import { describe, expect, it } from 'vitest'
import {
  databaseNameOf,
  ENGINE_FAMILIES,
  engineNamed,
  familyLabel,
  familyOfEngine,
  familyOfProxy,
} from './engine-families'

const { postgres, mysql, mariadb, other } = ENGINE_FAMILIES
const families = Object.values(ENGINE_FAMILIES)

describe('the families', () => {
  it('each engine and each name of RDS Proxy belongs to one family alone', () => {
    const names = families.flatMap(({ engines, proxyName }) =>
      [...Object.keys(engines), proxyName ?? []].flat(),
    )
    expect(names).toEqual([...new Set(names)])
    for (const [key, { id }] of Object.entries(ENGINE_FAMILIES)) expect(id).toBe(key)
  })

  it('an engine of which nothing is known is of no family, whatever it is called', () => {
    for (const name of ['oracle-ee', 'custom-sqlserver-ee', 'db2-se', 'constructor', '']) {
      expect(familyOfEngine(name)).toBe(other)
      expect(engineNamed(name)).toBeNull()
    }
    expect(familyOfEngine('aurora-mysql')).toBe(mysql)
    expect(familyOfProxy('SQLSERVER')).toBeNull()
    expect(familyLabel('constructor')).toBe('constructor')
    expect(familyLabel('mariadb')).toBe('MariaDB')
  })

  it('a proxy before MariaDB is one of MySQL', () => {
    expect(familyOfProxy('MYSQL')).toBe(mysql)
  })

  it('claims neither statements nor limits of what is not known', () => {
    expect(other).toMatchObject({ sql: null, port: null, tlsParameter: null, engines: {} })
    expect(other.passwordRefusal({ signIn: 'iam' }, true)).toBeNull()
  })

  it('connects to the database made with the target, else to the one every PostgreSQL has', () => {
    expect(databaseNameOf({ family: 'postgres', databaseName: 'orders' })).toBe('orders')
    expect(databaseNameOf({ family: 'postgres', databaseName: null })).toBe('postgres')
    expect(databaseNameOf({ family: 'mysql', databaseName: null })).toBe('')
  })
})

describe('the password of an IAM-ready user', () => {
  it('is taken again by PostgreSQL while IAM is off, never by MySQL', () => {
    const user = { signIn: 'iam' } as const
    expect(postgres.passwordRefusal(user, true)).toMatch(/rds_iam/)
    expect(postgres.passwordRefusal(user, false)).toBeNull()
    expect(mysql.passwordRefusal(user, false)).toMatch(/no password/)
  })

  it('is not said to be refused where MariaDB has a second way in for that user', () => {
    expect(mariadb.passwordRefusal({ signIn: 'iam' }, true)).toMatch(/no password/)
    expect(mariadb.passwordRefusal({ signIn: 'password' }, true)).toBeNull()
  })
})

describe('statements', () => {
  it('name the row of a name that they are about, where the host tells rows apart', () => {
    const row = { name: 'jane', host: '10.%', grantPath: [] }
    expect(mysql.sql?.allowPassword(row)).toBe("ALTER USER 'jane'@'10.%' IDENTIFIED BY '<password>';")
    expect(mariadb.sql?.close(row)).toBe("ALTER USER 'jane'@'10.%' ACCOUNT LOCK;")
  })

  it.each([
    ['postgres', 'Jane@x', null, 'CREATE USER "Jane@x" WITH LOGIN;\nGRANT rds_iam TO "Jane@x";'],
    ['postgres', 'team', { signIn: 'noLogin' }, 'ALTER ROLE team WITH LOGIN;\nGRANT rds_iam TO team;'],
    [
      'mysql',
      "o'app",
      null,
      "CREATE USER 'o''app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER 'o''app'@'%' REQUIRE SSL;",
    ],
    [
      'mariadb',
      'app',
      { signIn: 'password' },
      "ALTER USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER 'app'@'%' REQUIRE SSL;",
    ],
    [
      'mysql',
      'jane',
      { signIn: 'locked', host: '10.%' },
      "ALTER USER 'jane'@'10.%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS';\nALTER USER 'jane'@'10.%' REQUIRE SSL;\nALTER USER 'jane'@'10.%' ACCOUNT UNLOCK;",
    ],
    ['other', 'app', null, undefined],
  ] as const)('make a user IAM-ready: %s and %s', (family, name, exists, sql) => {
    expect(ENGINE_FAMILIES[family].sql?.makeReady(name, exists)).toBe(sql)
  })

  it.each([
    ['postgres', 'REVOKE team FROM "o\'app";', 'ALTER ROLE "o\'app" NOLOGIN;'],
    ['mysql', "ALTER USER 'o''app'@'%' IDENTIFIED BY '<password>';", "ALTER USER 'o''app'@'%' ACCOUNT LOCK;"],
    [
      'mariadb',
      "ALTER USER 'o''app'@'%' IDENTIFIED BY '<password>';",
      "ALTER USER 'o''app'@'%' ACCOUNT LOCK;",
    ],
  ] as const)('let a user take a password, and close it: %s', (family, password, closed) => {
    const user = { name: "o'app", grantPath: ['rds_iam', 'team', "o'app"] }
    expect(ENGINE_FAMILIES[family].sql?.allowPassword(user)).toBe(password)
    expect(ENGINE_FAMILIES[family].sql?.close(user)).toBe(closed)
  })
})
