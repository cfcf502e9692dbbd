import { expect, it } from 'vitest'
import type { Caveat } from '@/lib/access/caveat'
import { AT, databaseUser, sampleInventory, sampleScan, sampleTarget } from '@/lib/access/sample-inventory'
import { sightOf } from './sight'

const caveat = (id: string, scope: Caveat['scope']): Caveat => ({
  id,
  scope,
  subject: id,
  message: '',
  answer: null,
  missingAction: null,
  at: AT,
})
const region = (name: string, status: 'ok' | 'denied' | 'throttled' | 'failed') => {
  return { region: name, status, targetCount: 0, readAt: AT }
}

it('counts the Regions that answered', () => {
  const regions = [region('us-east-1', 'ok'), region('eu-west-1', 'denied'), region('us-west-2', 'throttled')]
  expect(sightOf(sampleInventory({ regions, cast: [] })).regions).toEqual(['us-east-1'])
})

it('takes every caveat for something that may hide a finding, but those that hide nothing new', () => {
  const inventory = {
    ...sampleInventory({ cast: [] }),
    caveats: [
      caveat('iam', 'iam'),
      caveat('policy:eng', 'policy'),
      caveat('region:eu-west-1:proxies', 'region'),
      caveat('scans', 'database'),
      caveat('organization', 'organization'),
      caveat('organization:rcps', 'organization'),
      caveat('regions:optIn', 'region'),
      caveat('judged-guardrails', 'guardrails'),
      caveat('stale', 'iam'),
    ],
  }
  expect(sightOf(inventory).unread).toEqual([
    'iam',
    'policy:eng',
    'region:eu-west-1:proxies',
    'scans',
    'organization',
  ])
})

it('is as new as the newest that went into it', () => {
  const scannedAt = '2026-11-23T15:00:00.000Z'
  const scan = { ...sampleScan(sampleTarget(), [databaseUser('app')]), scannedAt }
  expect(sightOf(sampleInventory({ cast: [], scans: [scan] })).at).toBe(scannedAt)
  expect(sightOf(sampleInventory({ cast: [] })).at).toBe(AT)
})
