import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  governed,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { cellsChangedTogether } from './document-effect'
import { finish } from './steps'
import { withoutStatement } from './without-statement'

const target = sampleTarget()
const fullAccess = samplePolicy('scp/FullAWSAccess', [EVERYTHING], 'scp')
const guardrail = samplePolicy('scp/guardrail', [deny('app')], 'scp')
const root = { kind: 'root', name: 'Root', id: 'r-1' } as const

/** Who would get in as whom without one statement of a policy. */
function without(cast: Cast[], policyId: string, statement = 0) {
  const scans = [sampleScan(target, [databaseUser('app'), databaseUser('report')])]
  const access = compileAccess(sampleInventory({ cast, scans }))
  const change = withoutStatement(access, policyId, statement)
  if (!change) return null
  return finish(cellsChangedTogether(access, [change])).map(
    ({ principalLabel, databaseUser, before, after }) => [principalLabel, databaseUser, before, after],
  )
}

describe('withoutStatement', () => {
  it('opens what an SCP keeps out, for everybody under it, and nothing else', () => {
    const under = (cast: Cast) => governed(cast, [root, [fullAccess, guardrail]])
    const cast = [
      under(sampleRole('api', [allow('app')])),
      under(sampleRole('admin', [EVERYTHING])),
      under(sampleRole('idle', [allow('report')])),
      sampleRole('exempt', [allow('app')]),
    ]
    expect(without(cast, guardrail.id)).toEqual([
      ['role/api', 'app', 'denied', 'canConnect'],
      ['role/admin', 'app', 'denied', 'canConnect'],
      ['role/idle', 'app', 'denied', 'noAccess'],
    ])
  })

  it('opens nothing where another statement denies as well', () => {
    const cast = governed(sampleRole('api', [allow('app'), deny('app')]), [root, [fullAccess, guardrail]])
    expect(without([cast], guardrail.id)).toEqual([])
  })

  it('counts everybody who holds the policy or is bounded by it', () => {
    const guard = samplePolicy('policy/guard', [EVERYTHING, deny('app')], 'customerManaged')
    const cast = [
      bounded(sampleRole('bounded', [allow('app')]), guard),
      holding(sampleRole('holder', []), guard),
    ]
    expect(without(cast, guard.id, 1)).toEqual([
      ['role/bounded', 'app', 'denied', 'canConnect'],
      ['role/holder', 'app', 'denied', 'canConnect'],
    ])
  })

  it('answers nothing for a policy that is not there or cannot be edited', () => {
    expect(without([], 'policy/gone')).toBeNull()
    const broken = samplePolicy('policy/broken', '{ "Statement": [')
    expect(without([holding(sampleRole('r', []), broken)], broken.id)).toBeNull()
  })
})
