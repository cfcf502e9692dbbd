import { describe, expect, it } from 'vitest'
import type { RegionPartName } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { AT, sampleInventory, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { findTarget } from './find-target'
import { readAtOnce } from './region-reading'

const member = {
  name: 'dw-1',
  resourceId: 'db-M',
  role: 'writer',
  instanceClass: 'db.r6g.large',
  status: 'available',
  endpoint: null,
} as const
const inventory = sampleInventory({
  targets: [sampleTarget({ name: 'dw', resourceId: 'cluster-DW', members: [member] })],
})

it('finds a target by region and resource id', () => {
  expect(
    findTarget(inventory, { accountId: '111122223333', region: 'us-east-1', resourceId: 'cluster-DW' }).name,
  ).toBe('dw')
})

it("sends the holder of a member's id to the cluster", () => {
  expect(() =>
    findTarget(inventory, { accountId: '111122223333', region: 'us-east-1', resourceId: 'db-M' }),
  ).toThrow('Open dw (cluster-DW)')
})

it('finds neither of two targets under one resource id, and names both', () => {
  const [first] = inventory.targets
  const twin = { ...inventory, targets: [...inventory.targets, sampleTarget({ ...first, name: 'twin' })] }
  expect(() =>
    findTarget(twin, { accountId: '111122223333', region: 'us-east-1', resourceId: 'cluster-DW' }),
  ).toThrow(/dw and twin/)
})

it('does not find the same id in another region', () => {
  expect(() =>
    findTarget(inventory, { accountId: '111122223333', region: 'eu-west-1', resourceId: 'cluster-DW' }),
  ).toThrow('No target')
})

it('does not answer for another account with what has the same id here', () => {
  const there = { accountId: '444455556666', region: 'us-east-1', resourceId: 'cluster-DW' }
  expect(() => findTarget(inventory, there)).toThrow(
    expect.objectContaining({
      code: 'notFound',
      message: expect.stringContaining(
        'cluster-DW belongs to account 444455556666, which this server does not',
      ),
    }),
  )
  expect(findTarget(inventory, { ...there, accountId: 'home' }).name).toBe('dw')
})

describe('a target that is not among those read', () => {
  const why = {
    message: 'AWS refused.',
    answer: 'AccessDenied x',
    missingAction: 'rds:DescribeDBInstances',
    at: AT,
  }
  const REFUSED: Part = { state: 'refused', why }
  const FAILED: Part = { state: 'failed', why: { ...why, message: 'RDS was slow.', missingAction: null } }
  const KEPT: Part = { state: 'kept', at: '2026-11-22T09:00:00.000Z', why }

  function errorOf(resourceId: string, parts: Partial<Record<RegionPartName, Part>>, region = 'us-east-1') {
    const regions = [{ region: 'us-east-1', targetCount: 1, parts: { ...readAtOnce(AT), ...parts } }]
    try {
      findTarget({ ...inventory, regions }, { accountId: '111122223333', region, resourceId })
    } catch (error) {
      return error
    }
    return null
  }

  it('may have been deleted only where its kind was listed whole by this very reading', () => {
    const gone = { code: 'notFound', message: expect.stringContaining('may have been deleted') }
    expect(errorOf('db-X', {})).toMatchObject(gone)
    expect(errorOf('db-X', { proxies: FAILED })).toMatchObject(gone)
    expect(errorOf('prx-X', { instances: FAILED, clusters: FAILED })).toMatchObject(gone)
  })

  it.each([
    ['db-X', { instances: REFUSED }],
    ['db-X', { clusters: REFUSED }],
    ['cluster-X', { clusters: REFUSED }],
    ['prx-X', { proxies: REFUSED }],
    ['something-else', { proxies: REFUSED }],
  ])('%s is not known to be gone where %o', (resourceId, parts) => {
    expect(errorOf(resourceId, parts)).toMatchObject({
      code: 'accessDenied',
      missingAction: 'rds:DescribeDBInstances',
      message: `us-east-1 could not be read, so whether ${resourceId} exists is not known. AWS refused.`,
    })
  })

  it('is told with the date of an older listing, never as gone now', () => {
    const error = errorOf('db-X', { instances: KEPT })
    expect(error).toMatchObject({ code: 'unavailable' })
    expect(String(error)).toContain('It was not there at 22 Nov 09:00 UTC')
    expect(String(error)).not.toContain('deleted')
  })

  it('is not known yet while its Region is read for the first time', () => {
    expect(String(errorOf('db-X', { instances: { state: 'reading', soFar: 3 } }))).toContain('not known yet')
  })

  it('is not known in a Region that nobody asked to be read', () => {
    const error = errorOf('db-X', {}, 'eu-west-1')
    expect(String(error)).toContain('add eu-west-1 to GATEHOUSE_REGIONS')
    expect(String(error)).not.toContain('deleted')
  })
})
