import { describe, expect, it } from 'vitest'
import { addressOfRemoval, removalFromAddress } from './removal-address'

const wish = {
  principalArn: 'arn:aws:iam::111122223333:user/service/metabase',
  accountId: '111122223333',
  region: 'us-east-1',
  resourceId: 'db-ORDERS',
  databaseUser: 'any other user',
}

describe('the address of a removal', () => {
  it('holds the whole wish', () => {
    for (const way of ['deny', null] as const)
      expect(
        removalFromAddress({
          account: wish.accountId,
          ...addressOfRemoval({ ...wish, way }),
          way: way ?? undefined,
        }),
      ).toEqual({
        ...wish,
        way,
      })
  })

  it('passes over a way that there is none of, and names nothing without its parts', () => {
    const address = { ...addressOfRemoval(wish), way: 'magic' }
    expect(removalFromAddress(address)?.way).toBeNull()
    expect(removalFromAddress({ ...address, user: '' })).toBeNull()
    expect(removalFromAddress({ ...address, target: 'us-east-1/orders-prod' })).toBeNull()
    expect(removalFromAddress({ ...address, principal: 'arn:aws:iam::111122223333:group/devs' })).toBeNull()
  })
})
