import { describe, expect, it } from 'vitest'
import type { IamAuthState } from '@/lib/access/model/target'
import { sampleTarget } from '@/lib/access/testing/sample-inventory'
import { type OwnSwitch, withOwnSwitch } from './own-switch'

const SENT = '2026-11-18T14:00:00.000Z' // a Wednesday
const minutesLater = (minutes: number) => new Date(Date.parse(SENT) + minutes * 60_000)

function shown(state: IamAuthState, own: Partial<OwnSwitch> | null, minutes = 1) {
  const target = sampleTarget({
    iamAuth: { state, accepted: false, reason: 'As RDS shows it.' },
    maintenanceWindow: 'sun:03:00-sun:03:30',
  })
  const record = own && { at: SENT, desired: 'on' as const, when: 'now' as const, ...own }
  return withOwnSwitch(target, record, minutesLater(minutes)).iamAuth
}

describe('what RDS has pending', () => {
  it('is being applied, since when, where we asked for it now', () => {
    expect(shown('pendingOn', {})).toEqual({
      state: 'turningOn',
      accepted: false,
      reason: null,
      since: SENT,
    })
    expect(shown('pendingOff', { desired: 'off' }).state).toBe('turningOff')
  })

  it('waits for its window where we asked for that, until the window opens', () => {
    expect(shown('pendingOn', { when: 'window' })).toMatchObject({
      state: 'scheduledOn',
      reason: 'Waits for the maintenance window (Sunday 03:00 to 03:30 UTC).',
    })
    expect(shown('pendingOn', { when: 'window' }, 5 * 24 * 60).state).toBe('pendingOn')
  })

  it.each([
    ['nobody here asked', null, 1],
    ['we asked for the opposite', { desired: 'off' }, 1],
    ['we asked so long ago that it must be somebody else', {}, 61],
  ] as [string, Partial<OwnSwitch> | null, number][])(
    'stays pending without a claim where %s',
    (_, own, minutes) => {
      expect(shown('pendingOn', own, minutes)).toMatchObject({
        state: 'pendingOn',
        reason: 'As RDS shows it.',
      })
    },
  )
})

it('what RDS is applying has a beginning where it is ours, and none where we asked for the window', () => {
  expect(shown('turningOn', {}).since).toBe(SENT)
  expect(shown('turningOn', { when: 'window' })).toMatchObject({ state: 'turningOn' })
  expect(shown('turningOn', { when: 'window' }).since).toBeUndefined()
})

it('what has settled is not told otherwise by an older switch', () => {
  expect(shown('off', {}).state).toBe('off')
  expect(shown('on', {}).state).toBe('on')
})
