import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccountReading, REGION_PARTS } from '@/lib/access/model/inventory'
import { dateOf, type Part } from '@/lib/access/model/part'
import { ACCOUNT, AT, sampleInventory, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { proxyBefore } from '@/lib/access/testing/sample-proxy'
import { keptRegion } from './kept-region'
import type { FactName, RegionAnswer } from './region-answer'
import { regionCaveats } from './region-caveats'

const NOW = '2026-11-23T15:00:00.000Z'
const database = sampleTarget({ tags: { env: 'staging' } })
const member = { name: 'dw-1', resourceId: 'db-DW1', role: 'writer', instanceClass: 'db.r6g.large' } as const
const cluster = sampleTarget({
  kind: 'auroraCluster',
  name: 'dw',
  resourceId: 'cluster-DW',
  members: [{ ...member, status: 'available', endpoint: null }],
})
const proxy = proxyBefore(database, {}, { tags: { env: 'staging' }, iamSupport: null })
const older = sampleInventory({ targets: [database, cluster, proxy] })

const failed = (at = NOW): Part => {
  const message = 'AWS did not let this server list the DB instances of us-east-1. Add it.'
  return { state: 'refused', why: { message, answer: 'AccessDenied', missingAction: 'rds:X', at } }
}
const read: Part = { state: 'read', at: NOW }
const answer = (changes: Partial<RegionAnswer> = {}): RegionAnswer => ({
  region: 'us-east-1',
  at: NOW,
  listings: { instances: read, clusters: read, proxies: read },
  targets: older.targets,
  unread: [],
  members: [{ name: 'dw-1', cluster: 'dw' }],
  unusable: [],
  ...changes,
})
const names = ({ targets }: { targets: { name: string }[] }) => targets.map(({ name }) => name).sort()
const unread = (fact: FactName, resourceId: string) => ({ fact, resourceId, part: failed() })

describe('a kind of target that was not listed', () => {
  const lost = answer({
    listings: { instances: failed(), clusters: read, proxies: read },
    targets: [{ ...cluster, members: [{ ...cluster.members[0], resourceId: '' } as never] }, proxy],
  })

  it('stays as it was read, under its own date; the others are of now', () => {
    const { region, targets } = keptRegion(lost, older)
    expect(names({ targets })).toEqual(['dw', 'gate', 'orders-prod'])
    expect(region.parts.instances).toMatchObject({ state: 'kept', at: AT })
    expect(region.parts.clusters).toEqual(read)
    expect(targets.find(({ name }) => name === 'dw')?.members[0]?.resourceId).toBe('db-DW1')
  })

  it('is missing, and said to be, where it was never read', () => {
    const kept = keptRegion(lost, null)
    expect(names(kept)).toEqual(['dw', 'gate'])
    expect(kept.region.parts.instances.state).toBe('refused')
    expect(regionCaveats(lost, kept)[0]?.message).toContain('They are missing here.')
  })

  it('is found by the proxy that stands before it', () => {
    const behind = proxy.proxy?.targets.map(target => ({ ...target, resourceId: null })) ?? []
    const nameless = { ...proxy, proxy: proxy.proxy && { ...proxy.proxy, targets: behind } }
    const { targets } = keptRegion({ ...lost, targets: [nameless] }, older)
    expect(targets[0]?.proxy?.targets[0]?.resourceId).toBe(database.resourceId)
  })

  it('says nothing more of the members of a cluster that is shown from before', () => {
    const without = answer({
      listings: { instances: read, clusters: failed(), proxies: read },
      targets: [database],
    })
    const said = (reading: AccountReading | null) =>
      regionCaveats(without, keptRegion(without, reading)).map(({ id }) => id)
    expect(said(null)).toContain('members:us-east-1')
    expect(said(older)).not.toContain('members:us-east-1')
  })
})

describe('what was not told of one target', () => {
  it.each([
    ['tags', database, { tags: null }],
    ['parameters', database, { tlsEnforced: null }],
    ['engineSupport', database, { iamSupport: 'unknown' }],
    ['behind', proxy, { proxy: proxy.proxy && { ...proxy.proxy, targets: [] } }],
    [
      'endpoints',
      { ...proxy, otherEndpoints: [{ kind: 'proxy', host: 'ro', port: 5432 }] },
      { otherEndpoints: [] },
    ],
    [
      'endpointRoles',
      { ...database, otherEndpoints: [{ kind: 'custom', host: 'bi', port: 5432, leadsTo: 'any' }] },
      { otherEndpoints: [{ kind: 'custom', host: 'bi', port: 5432 }] },
    ],
  ] as const)('%s: is what was known of it, else not known', (fact, known, gap) => {
    const target = { ...known, ...gap } as typeof database
    const now = answer({ targets: [target], unread: [unread(fact, target.resourceId)] })
    const before = { ...older, targets: [known as typeof database] }
    expect(keptRegion(now, before).targets[0]).toEqual(known)
    expect(keptRegion(now, null)).toMatchObject({ targets: [target], unread: now.unread })
  })

  it.each([
    ['behind', 'What stands behind it is shown from an older reading.', 'second hop works is not known'],
    ['endpoints', 'are shown from an older reading.', 'are missing here'],
  ] as const)(
    'of a proxy, %s: is told where it is shown from before, and where not',
    (fact, kept, missing) => {
      const now = answer({ unread: [unread(fact, proxy.resourceId)] })
      const said = (reading: AccountReading | null) =>
        regionCaveats(now, keptRegion(now, reading)).map(({ message }) => message)
      expect(said(older)).toEqual([expect.stringContaining(kept)])
      expect(said(null)).toEqual([expect.stringContaining(missing)])
    },
  )

  it('of two proxies is missing where one of them has nothing older', () => {
    const second = { ...proxy, name: 'gate-2', resourceId: 'prx-SECOND' }
    const facts = [second, proxy].map(({ resourceId }) => unread('endpoints', resourceId))
    const now = answer({ targets: [...older.targets, second], unread: facts })
    const said = regionCaveats(now, keptRegion(now, older))
    expect(said.map(({ message }) => message)).toEqual([expect.stringContaining('are missing here')])
  })

  it('is not known where the target has changed since', () => {
    const newer = {
      ...database,
      engineVersion: '17.1',
      parameterGroup: 'other',
      tlsEnforced: null,
      iamSupport: 'unknown' as const,
    }
    const facts = [unread('engineSupport', newer.resourceId), unread('parameters', newer.resourceId)]
    const { targets, region } = keptRegion(answer({ targets: [newer], unread: facts }), older)
    expect(targets[0]).toMatchObject({ iamSupport: 'unknown', tlsEnforced: null })
    expect(region.parts.engineSupport.state).toBe('refused')
  })

  it('tells that unread tags count as production, and that the rest is not known', () => {
    const facts = (['tags', 'engineSupport', 'parameters'] as const).map(fact =>
      unread(fact, database.resourceId),
    )
    const now = answer({
      targets: [{ ...database, tags: null, tlsEnforced: null }],
      unread: facts,
      members: [],
    })
    const words = regionCaveats(now, keptRegion(now, null)).map(({ message }) => message)
    expect(words).toHaveLength(3)
    for (const word of [
      'count as production',
      'not known where it is off',
      'plaintext connections is not known',
    ])
      expect(words.some(message => message.includes(word))).toBe(true)
  })
})

it('however calls fail, no date moves forward while they do, and nothing that was known is lost', () => {
  const outcome = fc.constantFrom<'read' | 'failed'>('read', 'failed')
  const round = fc.record({ instances: outcome, clusters: outcome, proxies: outcome, tags: outcome })
  fc.assert(
    fc.property(fc.array(round, { minLength: 1, maxLength: 6 }), rounds => {
      let reading: AccountReading = { ...older, accountId: ACCOUNT }
      rounds.forEach((each, index) => {
        const at = `2026-11-23T16:0${index}:00.000Z`
        const part = (state: 'read' | 'failed'): Part => (state === 'read' ? { state, at } : failed(at))
        const listings = {
          instances: part(each.instances),
          clusters: part(each.clusters),
          proxies: part(each.proxies),
        }
        const kindOf = {
          instance: each.instances,
          auroraCluster: each.clusters,
          multiAzCluster: each.clusters,
          proxy: each.proxies,
        }
        const untagged = each.tags === 'failed' && each.proxies === 'read'
        const targets = older.targets
          .filter(({ kind }) => kindOf[kind] === 'read')
          .map(target => (target.kind === 'proxy' && untagged ? { ...target, tags: null } : target))
        const missing = untagged
          ? [{ fact: 'tags' as const, resourceId: proxy.resourceId, part: failed(at) }]
          : []
        const before = reading.regions[0]
        const kept = keptRegion({ ...answer(), at, listings, targets, unread: missing }, reading)
        expect(names(kept)).toEqual(names(older))
        for (const name of REGION_PARTS) {
          const [now, then] = [kept.region.parts[name], before?.parts[name]]
          expect(dateOf(now)).not.toBeNull()
          if (now.state === 'kept') expect(dateOf(now)).toBe(then && dateOf(then))
        }
        for (const name of ['instances', 'clusters', 'proxies'] as const)
          expect(kept.region.parts[name].state).toBe(each[name] === 'read' ? 'read' : 'kept')
        expect(kept.targets.find(({ kind }) => kind === 'proxy')?.tags).toEqual(proxy.tags)
        reading = { ...reading, regions: [kept.region], targets: kept.targets }
      })
    }),
    { numRuns: 200 },
  )
})
