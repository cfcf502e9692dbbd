import { expect, it } from 'vitest'
import type { z } from 'zod'
import { applyMendsInput, planMendsInput } from '@/lib/services/reconcile/schemas'

const target = { accountId: 'home', region: 'us-east-1', resourceId: 'db-ABC123' }
const rights = { template: 'readOnly', schemas: [], of: null, tables: [], direct: false }
const change = { target, intent: { kind: 'create', user: { name: 'bi', host: null }, rights, despite: [] } }
const mend = { resourceId: 'db-ABC123', databaseUser: 'Reporting', to: 'reporting' }
const takes = (schema: z.ZodType, input: unknown) => schema.safeParse(input).success

it('a mend is one change at least and fifty of each half at the most, and needs what was looked at', () => {
  expect(takes(planMendsInput, { changes: [], grants: [] })).toBe(false)
  expect(takes(planMendsInput, { changes: [change], grants: [] })).toBe(true)
  expect(takes(planMendsInput, { changes: [], grants: [mend] })).toBe(true)
  expect(takes(planMendsInput, { changes: Array(51).fill(change), grants: [] })).toBe(false)
  expect(takes(planMendsInput, { changes: [], grants: Array(51).fill(mend) })).toBe(false)
  expect(takes(applyMendsInput, { changes: [change], grants: [] })).toBe(false)
  expect(takes(applyMendsInput, { changes: [change], grants: [mend], digest: 'd' })).toBe(true)
})

it('holds no policy text: what else is sent is left out', () => {
  const sent = { changes: [], grants: [{ ...mend, document: '{"Action":"*"}', policyId: 'arn:x' }] }
  expect(JSON.stringify(planMendsInput.parse(sent))).not.toMatch(/Action|arn:x/)
})
