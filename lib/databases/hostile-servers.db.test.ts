import { describe, expect, it } from 'vitest'
import { testLogin } from '@/lib/databases/connection-test'
import { scanPostgres } from '@/lib/databases/postgres/scan'
import { expectTestEnds, hostileMeeting, scanEnd } from '@/lib/databases/testing/meet-hostile-server'
import { AT_SIGN_IN } from '@/lib/simulator/databases/hostile/at-sign-in'
import { BEFORE_TLS } from '@/lib/simulator/databases/hostile/before-tls'
import { ECHOING } from '@/lib/simulator/databases/hostile/echoing'
import { Visitor } from '@/lib/simulator/databases/hostile/hostile-visitor'
import { IN_SESSION } from '@/lib/simulator/databases/hostile/in-session'

const meet = hostileMeeting(5432, (raw, certificate) => new Visitor(raw, certificate))

const SERVERS = [...BEFORE_TLS, ...AT_SIGN_IN, ...ECHOING, ...IN_SESSION].map(
  server => [server.name, server] as const,
)
const ENDS = '%s ends in time, with a reason, without a socket and without the token'

describe('a connection test against a server that', () => {
  it.each(SERVERS)(ENDS, async (_, server) => {
    const test = await meet(server, (login, limits) => testLogin(login, 'postgres', limits))
    expectTestEnds(test, server)
  })
})

describe('a scan of a server that', () => {
  it.each(SERVERS)(ENDS, async (_, server) => {
    const end = await meet(server, (login, limits) => scanEnd(scanPostgres(login, limits)))
    expect(end).toMatch(server.scan ?? /^stopped: /)
  })
})
