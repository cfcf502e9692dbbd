import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  allow,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { reachOf } from './reach'
import { reachCounts } from './summary'

const orders = sampleTarget()
const billing = sampleTarget({ ...switchedOff, name: 'billing-prod', resourceId: 'db-BILLING' })
const scans = [sampleScan(orders, [databaseUser('app'), databaseUser('report'), passwordUser('postgres')])]

function reach(cast: Cast) {
  const access = compileAccess(sampleInventory({ targets: [orders, billing], cast: [cast], scans }))
  const rows = reachOf(access, cast.principal.arn)
  const counts = reachCounts(access, cast.principal.arn)
  return { rows, counts, lines: rows.map(row => [row.target.name, row.databaseUser, row.verdict, row.note]) }
}

describe('reachOf', () => {
  it('lists target, user, verdict and who decided', () => {
    const { rows, lines } = reach(
      sampleRole('api', [allow('app', orders), allow('pay', billing), allow('report', orders, MFA)]),
    )
    expect(lines).toEqual([
      ['orders-prod', 'app', 'canConnect', null],
      ['orders-prod', 'report', 'conditional', 'The session was signed in with MFA'],
      ['billing-prod', 'pay', 'dormant', 'IAM auth is off'],
    ])
    expect(rows[1]?.decidedBy).toMatchObject({ policyName: 'api-access', statement: 3 })
    expect(rows[1]?.hint).toBe('mfa')
  })

  it('names the open Deny, not the Allow beside it', () => {
    const { rows } = reach(sampleRole('api', [allow('app', orders), deny('app', orders, MFA)]))
    expect(rows[0]).toMatchObject({ verdict: 'conditional', decidedBy: { statement: 2 } })
  })

  it('gathers what a wildcard covers in one row, and keeps what differs', () => {
    const { lines, counts } = reach(sampleRole('admin', [EVERYTHING, deny('report', orders)]))
    expect(lines).toEqual([
      ['orders-prod', 'report', 'denied', null],
      ['orders-prod', 'any user', 'canConnect', 'All 1, and later ones'],
      ['billing-prod', 'any user', 'dormant', 'IAM auth is off'],
    ])
    expect(counts).toEqual({ canConnect: 1, conditional: 0, dormant: 1 })
  })

  it('says why a user does not work', () => {
    expect(reach(sampleRole('a', [allow('postgres', orders), allow('ghost', orders)])).lines).toEqual([
      ['orders-prod', 'ghost', 'dormant', 'Does not exist'],
      ['orders-prod', 'postgres', 'dormant', 'Password only'],
    ])
  })

  it('is empty for a principal without access', () => {
    expect(reach(sampleRole('idle', [])).rows).toEqual([])
  })
})
