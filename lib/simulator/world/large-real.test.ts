import { expect, it } from 'vitest'
import { largeAccount } from '@/lib/simulator/world/large'
import { largeRealAccount } from '@/lib/simulator/world/large-real'

const size = { targets: 20, principals: 100 }
const world = largeRealAccount(size)

it('gives every principal documents of its own of 2 to 6 KB', () => {
  for (const { inline } of [...world.users.values(), ...world.roles.values()]) {
    const text = inline.find(({ name }) => name === 'work')?.text ?? ''
    expect(text.length).toBeGreaterThan(2_000)
    expect(text.length).toBeLessThan(7_500)
  }
})

it('has 1,500 AWS managed policies more, some of them attached', () => {
  const count = ({ policies }: typeof world) =>
    [...policies.values()].filter(({ awsManaged }) => awsManaged).length
  expect(count(world) - count(largeAccount(size))).toBe(1_500)
  const attached = [...world.roles.values()].flatMap(role =>
    role.attached.filter(arn => arn.includes(':aws:')),
  )
  expect(attached.length).toBeGreaterThan(50)
})

it('adds nothing that speaks of databases', () => {
  const added = [...world.users.values(), ...world.roles.values()].flatMap(({ inline }) =>
    inline.filter(({ name }) => name === 'work').map(({ text }) => text),
  )
  expect(added.filter(text => text.includes('rds'))).toEqual([])
})
