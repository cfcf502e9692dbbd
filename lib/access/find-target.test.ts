import { expect, it } from 'vitest'
import { findTarget } from './find-target'
import { sampleInventory, sampleTarget } from './sample-inventory'

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
  expect(findTarget(inventory, { region: 'us-east-1', resourceId: 'cluster-DW' }).name).toBe('dw')
})

it("sends the holder of a member's id to the cluster", () => {
  expect(() => findTarget(inventory, { region: 'us-east-1', resourceId: 'db-M' })).toThrow(
    'Open dw (cluster-DW)',
  )
})

it('finds neither of two targets under one resource id, and names both', () => {
  const [first] = inventory.targets
  const twin = { ...inventory, targets: [...inventory.targets, sampleTarget({ ...first, name: 'twin' })] }
  expect(() => findTarget(twin, { region: 'us-east-1', resourceId: 'cluster-DW' })).toThrow(/dw and twin/)
})

it('does not find the same id in another region', () => {
  expect(() => findTarget(inventory, { region: 'eu-west-1', resourceId: 'cluster-DW' })).toThrow('No target')
})
