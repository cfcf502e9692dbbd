import { describe, expect, it } from 'vitest'
import { advance, nextWindow, startApplying } from '@/lib/simulator/aws/rds/lifecycle'
import type { Modifiable } from '@/lib/simulator/world/rds-world'

const AT = new Date('2026-11-23T12:00:00Z')

function resource(pending: Modifiable['pending']): Modifiable {
  return {
    status: 'available',
    settings: {
      iamAuth: false,
      instanceClass: 'db.r6g.large',
      engineVersion: '16.4',
      allocatedStorage: 100,
      backupRetention: 7,
      multiAz: false,
      caCertificate: 'rds-ca-rsa2048-g1',
    },
    pending,
    pendingDueAt: null,
    applying: null,
    maintenanceWindow: 'sun:03:00-sun:03:30',
    logExports: [],
    deletionProtection: false,
    monitoringInterval: 0,
  }
}

function statesOf(one: Modifiable, stages: number) {
  startApplying(one, AT)
  return Array.from({ length: stages }, (_, stage) => {
    advance(one, new Date(AT.getTime() + stage * 1000), 1000)
    return `${one.status} ${one.settings.iamAuth} ${Object.keys(one.pending)}`
  })
}

describe('the life of a modify', () => {
  it('shows the switch pending, configuring, done', () => {
    expect(statesOf(resource({ iamAuth: true }), 3)).toEqual([
      'available false iamAuth',
      'configuring-iam-database-auth false iamAuth',
      'available true ',
    ])
  })

  it('carries out other changes first', () => {
    expect(statesOf(resource({ iamAuth: true, backupRetention: 14 }), 4)).toEqual([
      'available false iamAuth,backupRetention',
      'modifying false iamAuth,backupRetention',
      'configuring-iam-database-auth false iamAuth',
      'available true ',
    ])
  })

  it('arrives at the same end when nobody looked on the way', () => {
    const one = resource({ iamAuth: true, backupRetention: 14 })
    startApplying(one, AT)
    advance(one, new Date(AT.getTime() + 3_600_000), 1000)
    expect(one).toMatchObject({
      status: 'available',
      applying: null,
      pending: {},
      settings: { iamAuth: true, backupRetention: 14 },
    })
  })
})

describe('the next maintenance window', () => {
  it.each([
    ['sun:03:00-sun:03:30', '2026-11-23T12:00:00Z', '2026-11-29T03:00:00.000Z'],
    ['mon:12:30-mon:13:00', '2026-11-23T12:00:00Z', '2026-11-23T12:30:00.000Z'],
    ['mon:12:00-mon:12:30', '2026-11-23T12:00:00Z', '2026-11-30T12:00:00.000Z'],
    ['tue:04:00-tue:04:30', '2026-12-30T12:00:00Z', '2027-01-05T04:00:00.000Z'],
  ])('%s from %s is %s', (window, now, expected) => {
    expect(nextWindow(window, new Date(now)).toISOString()).toBe(expected)
  })
})
