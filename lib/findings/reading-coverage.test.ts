import { expect, it } from 'vitest'
import type { Caveat } from '@/lib/access/model/caveat'
import type { RegionReading } from '@/lib/access/model/inventory'
import { caveatsFor } from '@/lib/access/reading/caveats-for'
import { readAtOnce } from '@/lib/access/reading/region-reading'
import {
  AT,
  databaseUser,
  refusedAtOnce,
  sampleInventory,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { proxyBefore } from '@/lib/access/testing/sample-proxy'
import { readingCoverageOf, unreadBehindFindings } from './reading-coverage'

const caveat = (id: string, scope: Caveat['scope']): Caveat => ({
  id,
  scope,
  subject: id,
  message: '',
  answer: null,
  missingAction: null,
  at: AT,
})
const region = (name: string, parts: RegionReading['parts']) => ({ region: name, targetCount: 0, parts })

it('counts the Regions that answered', () => {
  const regions = [region('us-east-1', readAtOnce(AT)), region('eu-west-1', refusedAtOnce(AT))]
  expect(readingCoverageOf(sampleInventory({ regions, cast: [] })).regions).toEqual(['us-east-1'])
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
      caveat('proxy-hop:prx-1', 'target'),
    ],
  }
  expect(readingCoverageOf(inventory).unread).toEqual([
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
  expect(readingCoverageOf(sampleInventory({ cast: [], scans: [scan] })).at).toBe(scannedAt)
  expect(readingCoverageOf(sampleInventory({ cast: [] })).at).toBe(AT)
})

it('finds nothing missing behind a proxy that was read', () => {
  const database = sampleTarget()
  const inventory = sampleInventory({ targets: [database, proxyBefore(database)] })
  const [, proxy = database] = inventory.targets
  const caveats = caveatsFor(inventory, proxy)
  expect(caveats.map(({ id }) => id)).toContain(`proxy-hop:${proxy.resourceId}`)
  expect(unreadBehindFindings({ caveats })).toBeNull()
})

it('says what a count of findings leaves out, but not of what lasts for good', () => {
  const lasting = [caveat('orders-prod', 'database'), caveat('organization', 'organization')]
  expect(unreadBehindFindings({ caveats: lasting })).toBeNull()
  const lost = [
    caveat('us-west-2', 'region'),
    caveat('us-west-2', 'target'),
    caveat('access keys', 'credentials'),
  ]
  expect(unreadBehindFindings({ caveats: [...lasting, ...lost] })).toBe(
    'Not all of what findings rest on was read: us-west-2 and 1 more',
  )
})
