import { expect, it } from 'vitest'
import { type FindingAct, historyOf, type SeenSpan } from './history'

const day = (date: number) => `2026-11-${String(date).padStart(2, '0')}T12:00:00.000Z`
const now = new Date(day(23))
const span = (from: number, goneAt: number | null): SeenSpan => ({
  from: day(from),
  lastSeen: day(goneAt === null ? 23 : goneAt - 1),
  goneAt: goneAt === null ? null : day(goneAt),
})
const act = { by: 'mira', reason: 'CHG-1', auditId: '7' }
const accepted = (at: number, until: number): FindingAct => {
  return { ...act, kind: 'accepted', at: day(at), until: day(until) }
}
const opened = (at: number): FindingAct => ({ ...act, kind: 'openedAgain', at: day(at) })
const told = (spans: SeenSpan[], acts: FindingAct[] = []) =>
  historyOf(spans, acts, now).map(({ kind, at }) => `${kind} ${Number(at.slice(8, 10))}`)

it('tells beginning, end and return, newest first', () => {
  expect(told([span(1, 5), span(9, null)])).toEqual(['cameBack 9', 'gone 5', 'firstSeen 1'])
})

it('tells what somebody did in its place', () => {
  const fix: FindingAct = { ...act, kind: 'fixApplied', at: day(5), outcome: 'done', detail: 'Changed.' }
  expect(told([span(1, 6)], [fix])).toEqual(['gone 6', 'fixApplied 5', 'firstSeen 1'])
})

it('ends an acceptance on its day', () => {
  expect(told([span(1, null)], [accepted(2, 10)])).toEqual([
    'acceptanceEnded 10',
    'accepted 2',
    'firstSeen 1',
  ])
  expect(told([span(1, null)], [accepted(2, 30)])).toEqual(['accepted 2', 'firstSeen 1'])
})

it('does not end one that was taken back or given anew before', () => {
  expect(told([], [accepted(2, 10), opened(4)])).toEqual(['openedAgain 4', 'accepted 2'])
  expect(told([], [accepted(2, 10), accepted(9, 28)])).toEqual(['accepted 9', 'accepted 2'])
  expect(told([], [accepted(2, 10), accepted(12, 28)])).toEqual([
    'accepted 12',
    'acceptanceEnded 10',
    'accepted 2',
  ])
})
