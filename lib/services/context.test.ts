import { expect, it } from 'vitest'
import { newAccount } from '@/lib/account'
import { assertReads } from './context'

it('an account that is not read is refused in words, once it is known which one is', () => {
  const account = newAccount()
  expect(() => assertReads(account, '444455556666')).not.toThrow()
  account.id = '111122223333'
  expect(() => assertReads(account, 'home')).not.toThrow()
  expect(() => assertReads(account, '111122223333')).not.toThrow()
  for (const other of ['444455556666', 'HOME', '', '111122223333 '])
    expect(() => assertReads(account, other), other).toThrow(
      expect.objectContaining({
        code: 'notFound',
        message: expect.stringContaining(`account ${other}, which this server does not read`),
      }),
    )
})
