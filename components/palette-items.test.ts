import { expect, it } from 'vitest'
import { highlight } from './palette-items'

it('marks every place where the term stands, whatever its case, and loses no character', () => {
  expect(highlight('Orders-prod to orders', 'orders')).toEqual([
    { text: 'Orders', hit: true },
    { text: '-prod to ', hit: false },
    { text: 'orders', hit: true },
  ])
  expect(highlight('billing', '')).toEqual([{ text: 'billing', hit: false }])
  expect(highlight('billing', 'x')).toEqual([{ text: 'billing', hit: false }])
})
