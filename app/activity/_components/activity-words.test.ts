import { describe, expect, it } from 'vitest'
import { type ActivityRecord, didWords } from './activity-words'

const said = (action: ActivityRecord['action'], outcome: ActivityRecord['outcome'], after: unknown = null) =>
  didWords({ action, outcome, changes: [], after })

describe('what an entry says somebody did', () => {
  it('is never that it was done while nobody has said what came of it', () => {
    expect(said('turnOnIamAuth', 'intended')).toBe('began to turn on IAM authentication')
    expect(said('grantAccess', 'intended')).toBe('began to grant access')
    expect(said('takeBackChange', 'intended')).toBe('began to take back an interrupted change')
  })

  it('tells a finding that was accepted from one that was opened again', () => {
    const until = '2027-01-01T00:00:00.000Z'
    expect(said('suppressFinding', 'done', { until })).toBe('accepted a finding')
    expect(said('suppressFinding', 'done', { until: null })).toBe('opened a finding again')
  })

  it('counts the connections of an undo as of a grant', () => {
    const change = { principal: 'role/a', databaseUser: 'b', target: 'c', before: 'can', after: 'no' }
    const changes = [change, { ...change, databaseUser: 'd' }]
    expect(didWords({ action: 'undoChange', outcome: 'done', changes, after: null })).toBe(
      'undid a change, 2 connections',
    )
  })
})
