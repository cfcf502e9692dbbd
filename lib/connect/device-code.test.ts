import { expect, it } from 'vitest'
import { digitsOf, MFA_CODE } from './device-code'

it.each(['123456', '123 456', ' 123456 ', '123-456', '１２３４５６', '123\u00a0456\n'])(
  'takes %j as it is meant',
  typed => {
    expect(digitsOf(typed)).toBe('123456')
  },
)

it.each(['1234567', '12345', 'twelve', ''])('cuts nothing to size: %j is no code', typed => {
  expect(MFA_CODE.test(digitsOf(typed))).toBe(false)
})
