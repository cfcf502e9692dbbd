import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import type { GrantIntent } from '../intent'
import { planGrant } from '../plan'
import {
  allow,
  analyticsId,
  connectResource,
  deny,
  inventory,
  managed,
  ordersId,
  role,
} from '../testing/sample-account'

const analyst = role('data-analyst')
const ready = { [ordersId]: ['metrics', 'app'], [analyticsId]: ['bi_reader'] }
const account = inventory({ principals: [analyst, role('finance-ops')], readyUsers: ready })
const policy = (...statements: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
const metrics = connectResource(ordersId, 'metrics')

function plan(document: string, of: Inventory = account, changes: Partial<GrantIntent> = {}) {
  const placement = { kind: 'newManaged' as const, policyName: 'gh-written' }
  const intent = { principals: [analyst.arn], connections: [], placement, document, ...changes }
  return planGrant(intent, compileAccess(of))
}

const changesOf = ({ effect }: ReturnType<typeof plan>) =>
  effect.map(({ principal, databaseUser, before, after }) => [principal, databaseUser, before, after])

describe('a policy that somebody wrote', () => {
  it('is written letter for letter, and names what it opens whatever was sent beside it', () => {
    const text = `${policy(allow(metrics))}\n\n`
    const sent = [
      {
        accountId: '111122223333',
        region: 'us-east-1',
        resourceId: analyticsId,
        databaseUsers: ['bi_reader'],
      },
    ]
    const { steps, intent, problems, counts, exports } = plan(text, account, { connections: sent })
    expect(problems).toEqual([])
    expect(steps[0]?.call.input.PolicyDocument).toBe(text)
    expect(intent.connections.map(({ resourceId }) => resourceId)).toEqual([ordersId])
    expect(counts).toMatchObject({ added: 1, removed: 0 })
    expect(exports.terraform).toContain(metrics)
  })

  it('shows on every target what a wildcard opens', () => {
    const { counts, notes, lint, issues } = plan(
      policy(allow('arn:aws:rds-db:us-east-1:111122223333:dbuser:*/app')),
    )
    expect(counts.added + counts.wakesLater).toBeGreaterThan(0)
    expect(notes[0]).toMatchObject({ tone: 'warn', text: expect.stringContaining('further connections') })
    expect(issues).toMatchObject([{ line: 8, severity: 'warning' }])
    expect(lint.filter(({ ok }) => !ok).map(({ text }) => text)).toContain('Resource ids, not names')
  })

  it.each([
    'arn:aws:rds-db:us-east-1:111122223333:dbuser:*/app',
    connectResource(ordersId, 'met*'),
    connectResource(ordersId, 'metr?cs'),
  ])('that names no connection in full has its calls and its code: %s', resource => {
    const { steps, exports, problems } = plan(policy(allow(resource)))
    expect(problems).toEqual([])
    expect(steps.map(({ title }) => title)).toEqual(['CreatePolicy', 'AttachRolePolicy'])
    expect(exports.cli).toContain('create-policy')
    expect(JSON.parse(exports.cloudformation).Resources.GhWritten.Type).toBe('AWS::IAM::ManagedPolicy')
    expect(exports.terraform).toContain('aws_iam_role_policy_attachment')
  })

  it('counts the users that a pattern matches, and tells the pattern as a pattern', () => {
    const { counts, patterns, notes } = plan(policy(allow(connectResource(ordersId, '*p*'))))
    expect(counts).toMatchObject({ added: 1, removed: 0 })
    expect(patterns).toEqual({ opened: 1, closed: 0 })
    expect(notes.map(({ text }) => text)).toContain(
      'The pattern *p* on orders-prod matches app today, and whatever is made later under such a name.',
    )
  })

  it('shows what a denial closes', () => {
    const held = managed('held', [allow(metrics)])
    const of = inventory({
      principals: [role('data-analyst', [held.id])],
      policies: [held],
      readyUsers: ready,
    })
    const { counts, effect } = plan(policy(deny('*')), of)
    expect(counts.removed).toBe(1)
    expect(effect).toContainEqual(
      expect.objectContaining({ databaseUser: 'metrics', before: 'canConnect', after: 'denied' }),
    )
  })

  it('shows what an existing policy loses, of a user too that nothing but its old text names', () => {
    const held = managed('held', [
      allow(metrics, connectResource(ordersId, 'ghost'), connectResource(ordersId, 'old_*')),
    ])
    const both = ['data-analyst', 'finance-ops'].map(name => role(name, [held.id]))
    const of = inventory({ principals: both, policies: [held], readyUsers: { [ordersId]: ['metrics'] } })
    const placement = { kind: 'existingManaged' as const, policyArn: held.id }
    const after = plan(policy(allow(metrics)), of, { placement })
    expect(after.problems).toEqual([])
    expect(changesOf(after)).toEqual(
      expect.arrayContaining([
        ['role/data-analyst', 'ghost', 'dormant', 'noAccess'],
        ['role/finance-ops', 'ghost', 'dormant', 'noAccess'],
        ['role/finance-ops', 'old_*', 'dormant', 'noAccess'],
      ]),
    )
  })

  it('with a mistake there is no call and no effect, and the mistake is at its line', () => {
    const broken = plan(policy({ ...allow(metrics), Action: 's3:*' }))
    expect(broken).toMatchObject({
      steps: [],
      effect: [],
      exports: { cli: '', terraform: '', cloudformation: '' },
    })
    expect(broken.issues).toMatchObject([{ line: 6, severity: 'error' }])
    expect(broken.problems).toEqual([{ field: 'document', message: 'The JSON has a mistake at line 6.' }])
  })

  it('says of an entry with a name that it is about nothing here, and what belongs there', () => {
    const { issues, counts } = plan(
      policy(allow('arn:aws:rds-db:us-east-1:111122223333:dbuser:orders-prod/app')),
    )
    expect(counts.added).toBe(0)
    expect(issues).toMatchObject([{ line: 8, message: expect.stringContaining(ordersId) }])
  })

  it('another letter is another plan', () => {
    const text = policy(allow(metrics))
    expect(plan(text).digest).toBe(plan(text).digest)
    expect(plan(`${text} `).digest).not.toBe(plan(text).digest)
    expect(plan(text.replace('metrics', 'app')).digest).not.toBe(plan(text).digest)
  })

  it('lends nothing to what Gatehouse runs as', () => {
    const own = role('gatehouse')
    const { problems } = plan(policy(allow(metrics)), inventory({ principals: [own], readyUsers: ready }), {
      principals: [own.arn],
    })
    expect(problems[0]?.message).toContain('what Gatehouse itself runs as')
  })

  it('too long for the place is told as of any policy', () => {
    const many = Array.from({ length: 200 }, (_, at) => connectResource(ordersId, `user_${at}`))
    expect(plan(policy(allow(...many))).problems[0]?.message).toContain('6,144 fit')
  })
})
