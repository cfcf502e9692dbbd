import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { readAtOnce } from '@/lib/access/reading/region-reading'
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
    expect(lint.filter(({ ok }) => !ok).map(({ text }) => text)).toContain(
      'A name stands where a resource id belongs',
    )
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

  describe('an entry on a target that may be there, where nobody has looked', () => {
    const away = 'arn:aws:rds-db:ap-southeast-2:111122223333:dbuser:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ'

    it.each([
      ['a Region that is not read', `${away}/postgres`],
      ['it, for every user', `${away}/*`],
      ['a pattern of Regions', `${away}/postgres`.replace('ap-southeast-2', 'ap-*')],
      ['a Region not all of which was read', connectResource('db-ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'postgres')],
    ])('is refused at its line as the form refuses it: %s', (_, entry) => {
      const { issues, problems, steps } = plan(policy(allow(metrics, entry)))
      expect(steps).toEqual([])
      expect(problems.map(({ field }) => field)).toEqual(['document'])
      expect(issues).toContainEqual({
        line: 9,
        severity: 'error',
        message: expect.stringMatching(/^db-ABC.* whether it exists is not known\.$/),
      })
    })

    it('is taken with a warning where the policy of today says it already, and refused where it denies it', () => {
      const onto = (statement: object) => {
        const held = managed('held', [statement])
        const of = inventory({ principals: [role('data-analyst', [held.id])], policies: [held] })
        const placement = { kind: 'existingManaged' as const, policyArn: held.id }
        return plan(policy(allow(metrics, `${away}/postgres`)), of, { placement })
      }
      const kept = onto(allow(`${away}/postgres`))
      expect(kept.problems).toEqual([])
      expect(kept.issues).toMatchObject([
        { line: 9, severity: 'warning', message: expect.stringContaining('whether it exists is not known') },
      ])
      expect(onto(deny(`${away}/postgres`)).problems).not.toEqual([])
    })

    it('is no mistake of the text where the whole Region was read, or in a denial', () => {
      const whole = { ...account, regions: [{ region: 'us-east-1', parts: readAtOnce(account.readAt) }] }
      const gone = plan(
        policy(allow(connectResource('db-ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'x'))),
        whole as Inventory,
      )
      expect(gone.issues).toMatchObject([
        { severity: 'warning', message: expect.stringContaining('nothing') },
      ])
      expect(plan(policy(deny(`${away}/x`))).issues).toMatchObject([{ severity: 'warning' }])
    })
  })

  it('ticks off neither users nor the account of an entry on what was not read', () => {
    const { lint } = plan(policy(allow(metrics.replace('111122223333', '444455556666'))))
    const open = lint.filter(({ ok }) => !ok).map(({ text }) => text)
    expect(open).toEqual([
      'Not all are of the account of the targets',
      'No database user that was read is named',
    ])
  })

  it('ticks off no users where one entry beside a known user is on what was not read', () => {
    const unticked = (...entries: string[]) => {
      const { lint } = plan(policy(allow(...entries)))
      return lint.filter(({ ok }) => !ok).map(({ text }) => text)
    }
    const words = 'Not every entry names a database user that was read'
    expect(unticked(metrics)).not.toContain(words)
    expect(unticked(metrics, metrics.replace('111122223333', '444455556666'))).toContain(words)
    expect(unticked(metrics, metrics.replace(/metrics$/, 'm*'))).toContain(words)
  })

  it('says of a user that is not there no more than that: the same preview counts it as dormant', () => {
    const { issues, counts } = plan(policy(allow(connectResource(ordersId, 'Metrics'))))
    expect(counts.wakesLater).toBe(1)
    expect(issues.map(({ message }) => message)).toEqual([
      'As far as was read this entry may open nothing: it has Metrics. Write metrics there.',
    ])
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

  it('names the master user among those that a pattern matches, of a target that is read or is made later', () => {
    const everywhere = (user: string) => `arn:aws:rds-db:us-east-1:111122223333:dbuser:*/${user}`
    const said = (...entries: string[]) =>
      plan(policy(allow(...entries)))
        .issues.map(({ message }) => message)
        .filter(message => message.includes('master user'))
    expect(said(everywhere('????????'), everywhere('?????'))).toEqual([
      expect.stringContaining('master user: postgres, rdsadmin.'),
      expect.stringContaining('master user: admin.'),
    ])
    expect(said(connectResource(ordersId, 'p*'))).toEqual([expect.stringContaining('master user: postgres.')])
    expect(said(connectResource(ordersId, 'a*'), everywhere('app'))).toEqual([])
  })

  it('shows the first fifty of many warnings, and how many there are', () => {
    const entries = Array.from({ length: 40 }, (_, at) => `arn:aws:rds-db:*:*:dbuser:*/a${at}*`)
    const { issues } = plan(policy(allow(...entries)))
    expect(issues.length).toBe(51)
    expect(issues.at(-1)?.message).toBe('And 30 more.')
  })

  it('weighs a text before it matches anything: one that fits nowhere has that one mistake', () => {
    const many = Array.from({ length: 1500 }, (_, at) => `arn:aws:rds-db:*:*:dbuser:*/a${at}*`)
    for (const placement of [undefined, { kind: 'inline' as const, policyName: 'x' }]) {
      const { issues, steps } = plan(policy(allow(...many)), account, placement ? { placement } : {})
      expect(issues).toMatchObject([{ line: null, severity: 'error' }])
      expect(steps).toEqual([])
    }
  })

  it('too long for the place is told as of any policy', () => {
    const many = Array.from({ length: 200 }, (_, at) => connectResource(ordersId, `user_${at}`))
    expect(plan(policy(allow(...many))).problems[0]?.message).toContain('6,144 fit')
  })
})
