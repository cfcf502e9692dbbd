import { describe, expect, it } from 'vitest'
import { compileAccess } from './compile-access'
import { planSwitch } from './iam-auth'
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
} from './sample-inventory'
import { targetSummary } from './summary'

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
