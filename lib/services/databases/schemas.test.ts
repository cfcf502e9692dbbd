import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { applyUserChangeInput, endSessionsInput, planUserChangeInput } from '@/lib/services/databases/schemas'

const target = { accountId: 'home', region: 'us-east-1', resourceId: 'db-ABC123' }
const user = { name: 'bi', host: null }
const rights = { template: 'readOnly', schemas: [], of: null, tables: [], direct: false }
const intent = { kind: 'create', user, rights, despite: [] }
const takes = (schema: z.ZodType, input: unknown) => schema.safeParse(input).success

describe('what a browser may ask of a user', () => {
  it('is an intent, as JSON says it or as a form field holds it', () => {
    expect(planUserChangeInput.parse({ target, intent })).toEqual({ target, intent })
    expect(planUserChangeInput.parse({ target, intent: JSON.stringify(intent) })).toEqual({ target, intent })
  })

  it('holds no statement and no host: what else is sent is left out', () => {
    const sent = {
      target: { ...target, host: 'evil.example', endpoint: 'evil.example:5432' },
      intent: { ...intent, statements: ['DROP ROLE postgres'], database: 'x' },
      digest: 'd',
      sql: 'DROP ROLE postgres',
    }
    const text = JSON.stringify(applyUserChangeInput.parse(sent))
    expect(text).not.toMatch(/evil|DROP ROLE/)
  })

  it.each([
    ['a kind nobody knows', { target, intent: { ...intent, kind: 'becomeSuperuser' } }],
    ['a template nobody knows', { target, intent: { ...intent, rights: { ...rights, template: 'all' } } }],
    ['no name', { target, intent: { ...intent, user: { name: '', host: null } } }],
    ['a name without end', { target, intent: { ...intent, user: { name: 'x'.repeat(257), host: null } } }],
    ['a resource id that is none', { target: { ...target, resourceId: '../x' }, intent }],
    ['text that is no JSON', { target, intent: '{' }],
  ])('is not %s', (_, input) => expect(takes(planUserChangeInput, input)).toBe(false))

  it('to end sessions names the user alone', () => {
    expect(takes(endSessionsInput, { target, user })).toBe(true)
  })
})
