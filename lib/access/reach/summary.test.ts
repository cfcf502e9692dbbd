import { describe, expect, it } from 'vitest'
import { compileAccess, compileAccessGradually } from '@/lib/access/decide/compile-access'
import { planSwitch } from '@/lib/access/switch/iam-auth'
import {
  allow,
  databaseUser,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { prepareSummaries, targetSummary } from './summary'

const target = sampleTarget()
const scan = sampleScan(target, [databaseUser('app'), databaseUser('report'), passwordUser('postgres')])
const cast = [
  sampleRole('admin', [EVERYTHING]),
  sampleRole('api', [allow('app')]),
  sampleRole('oncall', [allow('app', target, MFA)]),
  sampleRole('ghost', [allow('nobody')]),
  sampleRole('idle', []),
]

describe('targetSummary', () => {
  it('counts principals that can connect, and how many only on a condition', () => {
    const access = compileAccess(sampleInventory({ cast, scans: [scan] }))
    expect(targetSummary(access, access.inventory.targets[0] ?? target)).toEqual({
      iamUsers: 2,
      databaseUsers: 3,
      canConnect: 3,
      conditional: 1,
      dormant: 0,
    })
  })

  it('counts as dormant exactly the grants that the switch would wake up', () => {
    const off = sampleTarget(switchedOff)
    const access = compileAccess(sampleInventory({ targets: [off], cast, scans: [scan] }))
    const { effect } = planSwitch({ target: off, desired: 'on', access, now: new Date(0) })
    expect(targetSummary(access, off)).toMatchObject({
      canConnect: 0,
      conditional: 0,
      dormant: effect.length,
    })
    expect(effect).toHaveLength(3)
  })

  it('does not know the users of a database that was not read', () => {
    const access = compileAccess(sampleInventory({ cast }))
    expect(targetSummary(access, target)).toMatchObject({
      iamUsers: null,
      databaseUsers: null,
      canConnect: 4,
    })
  })
})

describe('prepareSummaries', () => {
  it('pauses, and comes to the same', async () => {
    const targets = ['a', 'b', 'c'].map(name => sampleTarget({ name, resourceId: `db-${name}` }))
    const access = await compileAccessGradually(
      sampleInventory({ targets, cast, scans: [scan] }),
      async () => {},
    )
    let breaths = 0
    await prepareSummaries(access, async () => {
      breaths++
    })
    expect(breaths).toBeGreaterThanOrEqual(3)
    const plain = compileAccess(sampleInventory({ targets, cast, scans: [scan] }))
    expect(targets.map(each => targetSummary(access, each))).toEqual(
      targets.map(each => targetSummary(plain, each)),
    )
  })

  it('is overtaken by a question without harm', async () => {
    const targets = ['a', 'b'].map(name => sampleTarget({ name, resourceId: `db-${name}` }))
    const access = compileAccess(sampleInventory({ targets, cast }))
    const asked: number[] = []
    await prepareSummaries(access, async () => {
      asked.push(...targets.map(each => targetSummary(access, each).canConnect))
    })
    expect(asked).toEqual([1, 1])
  })
})
