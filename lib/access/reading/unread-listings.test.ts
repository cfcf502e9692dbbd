import { describe, expect, it } from 'vitest'
import type { RegionPartName, RegionReading } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { AT } from '@/lib/access/testing/sample-inventory'
import { readAtOnce } from './region-reading'
import { unreadOrKeptWords, unreadWords, withUnread } from './unread-listings'

const why = { message: 'RDS did not answer.', answer: null, missingAction: null, at: AT }
const FAILED: Part = { state: 'failed', why }
const all = (part: Part) => ({ instances: part, clusters: part, proxies: part })

function region(name: string, parts: Partial<Record<RegionPartName, Part>> = {}): RegionReading {
  return { region: name, targetCount: 0, parts: { ...readAtOnce(AT), ...parts } }
}

describe('what a list of targets may be missing', () => {
  it('is nothing where every Region was listed, now or before', () => {
    const kept: Part = { state: 'kept', at: AT, why }
    expect(unreadWords([region('us-east-1'), region('eu-west-1', all(kept))])).toBeNull()
    expect(withUnread('10 targets', null)).toBe('10 targets')
  })

  it('is a Region, or one kind of it', () => {
    const words = unreadWords([region('us-west-2', all(FAILED)), region('eu-west-1', { proxies: FAILED })])
    expect(words).toBe('us-west-2 and proxies in eu-west-1 not read')
    expect(withUnread('10 targets', words)).toBe('10 targets, us-west-2 and proxies in eu-west-1 not read')
  })

  it('is told apart from what is under way and from what nobody asked', () => {
    const reading: Part = { state: 'reading', soFar: null }
    const notAsked: Part = { state: 'notAsked', why: 'This endpoint has no proxies.' }
    const regions = [region('a', all(FAILED)), region('b', all(reading)), region('c', { proxies: notAsked })]
    expect(unreadWords(regions)).toBe('a not read; b being read; proxies in c not asked')
  })

  it('is beside a count also what is only known from before', () => {
    const kept: Part = { state: 'kept', at: AT, why }
    const regions = [region('a', all(FAILED)), region('b', { proxies: kept }), region('c', all(kept))]
    expect(unreadOrKeptWords(regions)).toBe('a not read; b and c known before')
    expect(unreadOrKeptWords([region('a'), region('c', all(kept))])).toBe('c known before')
    expect(unreadOrKeptWords([region('a')])).toBeNull()
  })

  it('names a few of many', () => {
    const regions = ['a', 'b', 'c', 'd', 'e', 'f'].map(name => region(name, all(FAILED)))
    expect(unreadWords(regions)).toBe('a, b, c and 3 more not read')
  })

  it('engine support, parameters and tags take no target off the list', () => {
    expect(unreadWords([region('a', { engineSupport: FAILED, parameters: FAILED, tags: FAILED })])).toBeNull()
  })
})
