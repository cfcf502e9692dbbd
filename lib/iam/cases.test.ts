import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type CaseFile, runCase } from './testing/run-case'

const folder = new URL('./cases/', import.meta.url)
const decision = z.enum(['allowed', 'explicitDeny', 'implicitDeny', 'conditional'])
const statements = z.array(z.record(z.string(), z.unknown()))
const policy = z.union([z.string(), z.looseObject({ Statement: z.unknown() }), statements])
const facts = {
  context: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  absent: z.array(z.string()).optional(),
}
const name = z.string().min(6)

const decisionCase = z.strictObject({
  name,
  resource: z.string(),
  action: z.string().optional(),
  mode: z.enum(['strict', 'discovery']).optional(),
  distrustConditions: z.boolean().optional(),
  resourceFacts: z.boolean().optional(),
  at: z.string().optional(),
  ...facts,
  beginnings: z.record(z.string(), z.string()).optional(),
  identity: z.array(policy).optional(),
  groups: z.record(z.string(), policy).optional(),
  boundary: z.union([z.array(policy), z.literal('unread')]).optional(),
  scp: z.union([z.array(z.array(policy)), z.literal('unread')]).optional(),
  session: z.array(policy).optional(),
  expect: z.strictObject({
    decision,
    sids: z.array(z.string()).optional(),
    missing: z.array(z.string()).optional(),
    layers: z.array(decision).optional(),
    levels: z.array(z.string()).optional(),
    serviceControl: z.enum(['none', 'read', 'unread']).optional(),
    errors: z.number().optional(),
    lines: z.array(z.tuple([z.number(), z.number()])).optional(),
    decidingLines: z.array(z.array(z.number())).optional(),
    condition: z.unknown().optional(),
  }),
})
const wildcardCase = z.strictObject({
  name,
  pattern: z.string(),
  text: z.string(),
  ignoreCase: z.boolean().optional(),
  matches: z.boolean(),
})
const validationCase = z.strictObject({
  name,
  kind: z.enum(['identity', 'managed', 'trust', 'scp']).optional(),
  document: policy,
  issues: z.array(
    z.strictObject({
      path: z.string(),
      code: z.string().optional(),
      severity: z.literal('warning').optional(),
      line: z.number().optional(),
    }),
  ),
})
const trustCase = z.strictObject({
  name,
  trust: policy,
  role: z.string().optional(),
  caller: z.string(),
  action: z.string().optional(),
  ...facts,
  at: z.string().optional(),
  identityDecision: decision.optional(),
  identity: z.array(policy).optional(),
  boundary: z.union([z.array(policy), z.literal('unread')]).optional(),
  scp: z.array(z.array(policy)).optional(),
  session: z.array(policy).optional(),
  expect: z.strictObject({ decision, missing: z.array(z.string()).optional() }),
})
const edgeCase = z.strictObject({
  name,
  trust: policy,
  edges: z.array(
    z.strictObject({
      kind: z.string(),
      value: z.string(),
      effect: z.literal('Deny').optional(),
      actions: z.array(z.string()).optional(),
      except: z.array(z.string()).optional(),
    }),
  ),
  issues: z.number().optional(),
})

const about = { topic: z.string().min(3), source: z.string().min(3) }
const caseFile = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('decision'), ...about, cases: z.array(decisionCase) }),
  z.strictObject({ kind: z.literal('wildcard'), ...about, cases: z.array(wildcardCase) }),
  z.strictObject({ kind: z.literal('validation'), ...about, cases: z.array(validationCase) }),
  z.strictObject({ kind: z.literal('trust'), ...about, cases: z.array(trustCase) }),
  z.strictObject({ kind: z.literal('edges'), ...about, cases: z.array(edgeCase) }),
])

const files = readdirSync(folder)
  .filter(file => file.endsWith('.json'))
  .sort()
const read = files.map((file): [string, CaseFile] => [
  file,
  caseFile.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))),
])

describe.each(read)('%s', (_, { kind, cases }) => {
  it.each(cases.map((one): [string, CaseFile['cases'][number]] => [one.name, one]))('%s', (_name, one) => {
    expect(runCase(kind, one)).toBeNull()
  })
})

describe('the corpus', () => {
  it('holds at least 400 cases, each with a name of its own', () => {
    const names = read.flatMap(([file, { cases }]) => cases.map(one => `${file} ${one.name}`))
    expect(names.length).toBeGreaterThanOrEqual(400)
    expect(new Set(names).size).toBe(names.length)
  })

  it('refuses a field it does not know', () => {
    const stray = {
      kind: 'wildcard',
      topic: 'stray',
      source: 'none',
      cases: [{ name: 'long enough', pattern: '', text: '', matches: true, mtaches: false }],
    }
    expect(caseFile.safeParse(stray).success).toBe(false)
  })
})
