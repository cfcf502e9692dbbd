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

  it('names a target in every Region there is, the European Sovereign Cloud among them', () => {
    for (const region of ['us-east-1', 'us-gov-west-1', 'us-iso-east-1', 'eusc-de-east-1'])
      expect(removalFromAddress({ ...addressOfRemoval({ ...wish, region }), way: undefined })).toMatchObject({
        region,
      })
  })

  it('passes over a way that there is none of, and names nothing without its parts', () => {
    const address = { ...addressOfRemoval(wish), way: 'magic' }
    expect(removalFromAddress(address)?.way).toBeNull()
    expect(removalFromAddress({ ...address, user: '' })).toBeNull()
    for (const target of [
      'us-east-1/orders-prod',
      'us-east-1',
      'east/db-ORDERS',
      'us-east-1/db-ORDERS/x',
      '',
    ])
      expect(removalFromAddress({ ...address, target })).toBeNull()
    expect(removalFromAddress({ ...address, principal: 'arn:aws:iam::111122223333:group/devs' })).toBeNull()
  })
})
