import { describe, expect, it } from 'vitest'
import type { IamAuthState, Target } from '@/lib/access/model/target'
import { lastSwitchOf, progressOf, type SwitchRecord } from './switch-steps'

const now = '2026-11-18T14:04:54.000Z'

function target(
  state: IamAuthState,
  status = 'available',
  pendingChanges: Target['pendingChanges'] = [],
): Target {
  const iamAuth = { state, accepted: state === 'on', reason: null }
  return { kind: 'instance', name: 'billing-prod', status, iamAuth, pendingChanges } as unknown as Target
}

function record(
  iamAuth: 'on' | 'off',
  at = '2026-11-18T14:03:02.000Z',
  alsoApplied: unknown[] = [],
  when = 'now',
): SwitchRecord {
  return {
    at,
    action: 'turnOnIamAuth',
    after: { iamAuth, when, alsoApplied },
    awsCalls: [{ action: 'rds:ModifyDBInstance', requestId: '5f0cabcd91ab' }],
  }
}

const states = (progress: ReturnType<typeof progressOf>) =>
  progress?.steps.map(step => `${step.id} ${step.state}`)

describe('progress of the switch', () => {
  it('is nothing when nothing is under way', () => {
    expect(progressOf(target('on'), null, now)).toBeNull()
    expect(progressOf(target('off'), record('on', '2026-10-01T00:00:00Z'), now)).toBeNull()
  })

  it('does not take "available" with the old flag for done: RDS may answer so just after the request', () => {
    const progress = progressOf(target('off'), record('on'), now)
    expect(progress?.stage).toBe('running')
    expect(states(progress)).toEqual(['accepted done', 'status running', 'switch todo'])
  })

  it('is done when the flag equals what was asked and the target is at rest', () => {
    expect(progressOf(target('on', 'configuring-iam-database-auth'), record('on'), now)?.stage).toBe(
      'running',
    )
    const progress = progressOf(target('on'), record('on'), now)
    expect(progress?.stage).toBe('settled')
    expect(progress?.steps.every(step => step.state === 'done')).toBe(true)
  })

  it('follows the other changes that were applied with it', () => {
    const change = {
      field: 'DBInstanceClass',
      label: 'Instance class',
      before: 'a',
      after: 'b',
      restarts: true,
    }
    const also = record('on', '2026-11-18T14:03:02.000Z', [change])
    expect(states(progressOf(target('turningOn', 'modifying', [change]), also, now))?.[1]).toBe(
      'DBInstanceClass running',
    )
    expect(states(progressOf(target('turningOn', 'modifying'), also, now))?.[1]).toBe('DBInstanceClass done')
  })

  it('shows a change made elsewhere without claiming it', () => {
    const progress = progressOf(target('turningOff', 'modifying'), record('on'), now)
    expect(progress).toMatchObject({ stage: 'elsewhere', desired: 'off', since: null })
  })

  it('waits in words for the window, and says when it takes too long', () => {
    const waits = record('on', '2026-11-18T14:03:02.000Z', [], 'window')
    expect(progressOf(target('scheduledOn'), waits, now)?.stage).toBe('scheduled')
    expect(progressOf(target('pendingOn'), record('on'), now)?.stage).toBe('running')
    expect(
      progressOf(target('turningOn', 'modifying'), record('on', '2026-11-18T13:00:00Z'), now)?.late,
    ).toBe(true)
  })

  it('claims nothing of when, where RDS has something pending that we did not ask for', () => {
    const progress = progressOf(target('pendingOn'), null, now)
    expect(progress).toMatchObject({ stage: 'pending', desired: 'on', since: null, late: false })
    const told = JSON.stringify(progress?.steps)
    expect(told).toContain('It was not made here')
    expect(told).toContain('RDS does not say when')
    expect(told).not.toMatch(/scheduled|RDS is working/)
  })
})

it('an undo that switched is the last switch too', () => {
  const undo = { action: 'undoChange' as const, outcome: 'running' as const, after: { iamAuth: 'off' } }
  const grant = { action: 'undoChange' as const, outcome: 'done' as const, after: { digest: 'd' } }
  expect(lastSwitchOf([grant, undo])).toBe(undo)
})

it('a switch that was only announced, failed or taken back is not the last one', () => {
  const action = 'turnOffIamAuth' as const
  const stands = { action: 'turnOnIamAuth' as const, outcome: 'done' as const }
  const others = (['intended', 'failed', 'takenBack'] as const).map(outcome => ({ action, outcome }))
  expect(lastSwitchOf([...others, stands])).toBe(stands)
  expect(lastSwitchOf(others)).toBeNull()
})
