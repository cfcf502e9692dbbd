import { describe, expect, it, vi } from 'vitest'
import { memoryOf } from './memory'

describe('the memory of an object', () => {
  it('is the same one in every bundle', async () => {
    const owner = {}
    memoryOf(owner).set('columns', 3)
    vi.resetModules()
    const elsewhere = await import('./memory')
    expect(elsewhere.memoryOf).not.toBe(memoryOf)
    expect(elsewhere.memoryOf(owner).get('columns')).toBe(3)
  })

  it('does not go over to a copy, whose parts may differ', () => {
    const owner = { name: 'orders' }
    memoryOf(owner).set('columns', 3)
    expect(memoryOf({ ...owner }).has('columns')).toBe(false)
    expect(memoryOf(Object.assign({}, owner)).has('columns')).toBe(false)
  })

  it('is seen by nobody who looks through the object', () => {
    const owner = { name: 'orders' }
    memoryOf(owner).set('columns', 3)
    expect(JSON.stringify(owner)).toBe('{"name":"orders"}')
    expect(structuredClone(owner)).toEqual({ name: 'orders' })
    expect(owner).toStrictEqual({ name: 'orders' })
  })
})
