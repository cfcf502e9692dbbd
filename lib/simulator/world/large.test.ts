import { describe, expect, it } from 'vitest'
import { validateDocument } from '@/lib/iam/index'
import { largeAccount } from '@/lib/simulator/world/large'
import { WAREHOUSE } from '@/lib/simulator/world/large-warehouse'

const world = largeAccount({ targets: 60, principals: 500 })

describe('the large account', () => {
  it('has the targets and principals that were asked for, beside the dashboard’s role', () => {
    const targets = [...world.rds.values()].flatMap(({ instances, clusters, proxies }) => [
      ...[...instances.values()].filter(({ clusterIdentifier }) => clusterIdentifier === null),
      ...clusters.values(),
      ...proxies.values(),
    ])
    expect(targets).toHaveLength(60)
    expect(world.users.size + world.roles.size).toBe(501)
  })

  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) =>
      JSON.stringify([...largeAccount({ targets: 60, principals: 500, seed }).roles])
    expect(text(7)).toBe(JSON.stringify([...world.roles]))
    expect(text(8)).not.toBe(text(7))
  })

  it('has one target with two hundred database users, which takes IAM sign-in', () => {
    const full = largeAccount()
    const { region, resourceId } = WAREHOUSE
    const found = [...(full.rds.get(region)?.instances.values() ?? [])].find(
      instance => instance.resourceId === resourceId,
    )
    expect(found?.settings.iamAuth).toBe(true)
    const texts = [...full.policies.values()].flatMap(({ versions }) => versions.map(({ text }) => text))
    const named = texts.join().matchAll(new RegExp(`${resourceId}/(tenant_\\d{3})`, 'g'))
    expect(new Set([...named].map(match => match[1])).size).toBe(200)
  })

  it('holds only documents that IAM accepts, and only policies that exist', () => {
    const entities = [...world.users.values(), ...world.groups.values(), ...world.roles.values()]
    for (const { attached } of entities)
      for (const arn of attached) expect(world.policies.has(arn)).toBe(true)
    const texts = [
      ...[...world.policies.values()].flatMap(({ versions }) => versions.map(({ text }) => text)),
      ...entities.flatMap(({ inline }) => inline.map(({ text }) => text)),
    ]
    const broken = texts.filter(text => validateDocument(text).some(({ severity }) => severity === 'error'))
    expect(broken).toEqual([])
    expect(Math.max(...texts.map(text => text.replace(/\s/g, '').length))).toBeLessThanOrEqual(6144)
  })
})
