import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import type { Target } from '@/lib/access/model/target'
import {
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { tokenChecks } from './token-checks'
import { tokenLife } from './token-life'

const now = new Date('2026-11-23T14:00:00Z')
const scan = sampleScan(sampleTarget(), [databaseUser('app'), passwordUser('postgres')])

function checks(cast: Cast, user = 'app', overrides: Partial<Target> = {}) {
  const target = sampleTarget(overrides)
  const access = compileAccess(sampleInventory({ targets: [target], cast: [cast], scans: [scan] }))
  const [, policy, switched] = tokenChecks({
    target,
    databaseUser: user,
    signerLabel: cast.principal.label,
    explanation: explainCell(access, target, cast.principal.arn, user),
    sessionEndsAt: null,
    assumes: true,
    life: tokenLife(now, null),
    now,
  })
  return { policy, switched }
}

describe('a user of several rows', () => {
  it('is told apart from the policy: the policy allows, and the address decides', () => {
    const rows = [databaseUser('app', { host: '%' }), { ...passwordUser('app'), host: '10.%' }]
    const target = sampleTarget()
    const role = sampleRole('api', [allow('app')])
    const twoRows = sampleScan(target, rows)
    const access = compileAccess(sampleInventory({ targets: [target], cast: [role], scans: [twoRows] }))
    const known = { target, databaseUser: 'app', signerLabel: 'api', scan: twoRows, sessionEndsAt: null }
    const asked = { ...known, assumes: true, life: tokenLife(now, null), now }
    const expected = {
      outcome: 'warn',
      text: 'app takes a token from some addresses only',
      detail: "'app'@'10.%' signs in by password and is narrower than '%': from there a token is refused",
    }
    const explanation = explainCell(access, target, role.principal.arn, 'app')
    const [, policy, switched] = tokenChecks({ ...asked, explanation })
    expect(policy).toMatchObject({ outcome: 'pass', text: 'Policy allows it' })
    expect(switched).toEqual(expected)
    const [, , unread] = tokenChecks({ ...asked, explanation: null, isIamRead: false })
    expect(unread).toEqual(expected)
  })
})

describe('tokenChecks', () => {
  it('several conditions read as one sentence', () => {
    const until = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }
    expect(
      checks(sampleRole('api', [allow('app', sampleTarget(), { ...MFA, ...until })])).policy,
    ).toMatchObject({
      outcome: 'warn',
      detail: 'The session was signed in with MFA, and before 1 Jan 2027, 00:00 UTC',
    })
  })

  it('names the statement that allows it, and of a refusal the one that says no', () => {
    expect(checks(sampleRole('api', [allow('app')])).policy).toEqual({
      outcome: 'pass',
      text: 'Policy allows it',
      detail: 'api-access, statement 1',
    })
    expect(checks(sampleRole('ops', [allow('app'), deny('app')])).policy).toEqual({
      outcome: 'fail',
      text: 'Denied by its own policy',
      detail: 'ops-access, statement 2',
    })
  })

  it('names no statement beside a boundary that is silent: what allows it does not decide', () => {
    const storage = samplePolicy('policy/storage', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    expect(checks(bounded(sampleRole('api', [allow('app')]), storage)).policy).toEqual({
      outcome: 'fail',
      text: 'Not allowed by its boundary',
      detail: '',
    })
  })

  it('says what the database says of the user', () => {
    expect(checks(sampleRole('api', [allow('app')])).switched).toMatchObject({
      outcome: 'pass',
      detail: 'app exists and has rds_iam',
    })
    expect(checks(sampleRole('api', [allow('postgres')]), 'postgres').switched).toMatchObject({
      outcome: 'fail',
      detail: 'password only',
    })
  })

  it('a target that is stopped takes no token, though its switch is on', () => {
    expect(checks(sampleRole('api', [allow('app')]), 'app', { status: 'stopped' }).switched).toEqual({
      outcome: 'fail',
      text: 'orders-prod is stopped',
      detail: 'nobody signs in meanwhile',
    })
  })

  it('a condition stays one where the target lets nobody in yet', () => {
    const found = checks(sampleRole('api', [allow('app', sampleTarget(), MFA)]), 'app', switchedOff)
    expect(found.policy).toMatchObject({ outcome: 'warn', text: 'Policy allows it on a condition' })
    expect(found.switched).toMatchObject({ outcome: 'fail', text: 'IAM authentication is off' })
  })
})
