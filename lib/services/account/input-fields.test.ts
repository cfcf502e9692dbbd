import { expect, it } from 'vitest'
import { z } from 'zod'
import { jsonField, listField, reason } from '@/lib/services/account/input-fields'

const schema = z.object({ plan: jsonField(z.object({ a: z.number() })), users: listField(z.string()) })

it('one schema takes what a form sends as text and what JSON says outright', () => {
  const meant = { plan: { a: 1 }, users: ['x'] }
  expect(schema.parse({ plan: '{"a":1}', users: 'x' })).toEqual(meant)
  expect(schema.parse(meant)).toEqual(meant)
})

it.each([[{}], [{ plan: '' }], [{ plan: '{' }], [{ plan: '{"a":"1"}' }], [{ plan: null }]])(
  'refuses %j, under the name of the field',
  given => {
    expect(schema.safeParse(given).error?.issues.map(({ path }) => path[0])).toEqual(['plan'])
  },
)

it('a reason needs a few words, blanks are none', () => {
  expect(reason.safeParse('  a   ').success).toBe(false)
  expect(reason.parse(' because ')).toBe('because')
})
