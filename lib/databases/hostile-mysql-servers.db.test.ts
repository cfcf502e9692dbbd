import { describe, expect, it } from 'vitest'
import { testLogin } from '@/lib/databases/connection-test'
import { scanMysql } from '@/lib/databases/mysql/scan-mysql'
import { expectTestEnds, hostileMeeting, scanEnd } from '@/lib/databases/testing/meet-hostile-server'
import { MYSQL_AT_SIGN_IN } from '@/lib/simulator/databases/hostile/mysql-at-sign-in'
import { MYSQL_BEFORE_TLS } from '@/lib/simulator/databases/hostile/mysql-before-tls'
import { MYSQL_ECHOING } from '@/lib/simulator/databases/hostile/mysql-echoing'
import { MYSQL_IN_SESSION } from '@/lib/simulator/databases/hostile/mysql-in-session'
import { MysqlVisitor } from '@/lib/simulator/databases/hostile/mysql-visitor'

const meet = hostileMeeting(3306, (raw, certificate) => new MysqlVisitor(raw, certificate))

const SERVERS = [...MYSQL_BEFORE_TLS, ...MYSQL_AT_SIGN_IN, ...MYSQL_ECHOING, ...MYSQL_IN_SESSION].map(
  server => [server.name, server] as const,
)
const ENDS = '%s ends in time, with a reason, without a socket and without the token'

describe('a connection test against a MySQL that', () => {
  it.each(SERVERS)(ENDS, async (_, server) => {
    const test = await meet(server, (login, limits) => testLogin(login, 'mysql', limits))
    expectTestEnds(test, server)
  })
})

describe('a scan of a MySQL that', () => {
  it.each(SERVERS)(ENDS, async (_, server) => {
    const end = await meet(server, (login, limits) => scanEnd(scanMysql(login, limits)))
    expect(end).toMatch(server.scan ?? /^stopped: /)
  })
})
