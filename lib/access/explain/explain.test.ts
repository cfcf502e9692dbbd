import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { connectArn, type Target } from '@/lib/access/model/target'
import {
  allow,
  bounded,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { explainCell } from './explain'

const target = sampleTarget()
const scan = sampleScan(target, [databaseUser('app'), passwordUser('postgres')])

function explain(cast: Cast, user: string, options: { target?: Target; read?: boolean } = {}) {
  const where = options.target ?? target
  const inventory = sampleInventory({
    targets: [where],
    cast: [cast],
    scans: options.read === false ? [] : [scan],
  })
  return explainCell(compileAccess(inventory), where, cast.principal.arn, user)
}

const outcomes = (explanation: ReturnType<typeof explain>) =>
  Object.fromEntries(explanation.path.map(step => [step.id, step.outcome]))
const statements = (explanation: ReturnType<typeof explain>) =>
  explanation.path.flatMap(step => step.statements)

describe('explainCell', () => {
  it('answers a yes in one sentence, with the steps of the path in their order', () => {
    const cell = explain(sampleRole('api', [allow('app')]), 'app')
    expect(cell).toMatchObject({
      verdict: 'canConnect',
      title: 'Why can role/api connect as app?',
      sentence: 'Can connect now.',
      detail: 'One statement allows it. Nothing denies it.',
      missingPiece: null,
    })
    expect(cell.path.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['identity', 'pass'],
      ['boundary', 'notApplicable'],
      ['organization', 'notApplicable'],
      ['session', 'unknown'],
      ['iamSwitch', 'pass'],
      ['proxyHop', 'notApplicable'],
      ['databaseUser', 'pass'],
    ])
  })

  it('points at real lines of the policy as shown', () => {
    const [statement] = statements(explain(sampleRole('api', [allow('other'), allow('app')]), 'app'))
    const lines = statement?.displayText.split('\n') ?? []
    expect(statement?.reason).toMatchObject({ statementIndex: 1, statementCount: 2 })
    const deciding = statement?.reason.decidingLines.map(line => lines[line - 1]).join('\n') ?? ''
    expect(deciding).toContain(connectArn(target, 'app'))
    expect(deciding).not.toContain('/other')
  })

  it('words a condition and doubts it', () => {
    const until = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }
    const cell = explain(sampleRole('oncall', [allow('app', target, { ...MFA, ...until })]), 'app')
    expect(cell.verdict).toBe('conditional')
    expect(cell.sentence).toBe(
      'Only if the session was signed in with MFA, and before 1 Jan 2027, 00:00 UTC.',
    )
    expect(cell.detail).toContain('does not support every condition key')
    expect(cell.conditionsInWords).toHaveLength(2)
  })

  it.each([
    ['2020-01-01T00:00:00Z', 'DateLessThan', 'aws:CurrentTime'],
    ['1577836800', 'NumericLessThan', 'aws:EpochTime'],
  ])('an Allow that ended on %s lets nobody in, and says when it ended', (date, operator, key) => {
    const cell = explain(
      sampleRole('contractor', [allow('app', target, { [operator]: { [key]: date } })]),
      'app',
    )
    expect(cell).toMatchObject({
      verdict: 'noAccess',
      sentence:
        'Ended 1 Jan 2020, 00:00 UTC: until then statement 1 of contractor-access allowed it, and no statement does now.',
    })
    expect(cell.missingPiece?.text).toContain('statement 1 of contractor-access has ended')
    expect(cell.missingPiece?.next).toEqual([{ kind: 'grant' }])
  })

  it('a Deny that ended denies nobody, and one that began says since when', () => {
    const past = { 'aws:CurrentTime': '2020-01-01T00:00:00Z' }
    const ended = explain(
      sampleRole('night', [allow('app'), deny('app', target, { DateLessThan: past })]),
      'app',
    )
    expect(ended.verdict).toBe('canConnect')
    const begun = explain(
      sampleRole('night', [allow('app'), deny('app', target, { DateGreaterThan: past })]),
      'app',
    )
    expect(begun).toMatchObject({
      verdict: 'conditional',
      sentence: 'Only until 1 Jan 2020, 00:00 UTC, which has passed.',
    })
  })

  it('says nothing of an ended statement where it is the boundary that withholds', () => {
    const until = { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }
    const nothing = samplePolicy('arn:aws:iam::111122223333:policy/none', [], 'customerManaged')
    const role = sampleRole('pricing', [allow('app', target, until), allow('app')])
    expect(explain(bounded(role, nothing), 'app').sentence).toBe('Not allowed by its boundary.')
  })

  it('keeps the capitals of an abbreviation that a condition begins with', () => {
    const plain = { Bool: { 'aws:SecureTransport': 'false' } }
    const guard = { Effect: 'Deny', NotAction: ['iam:*'], Resource: '*', Condition: plain }
    const cell = explain(sampleRole('guarded', [allow('app'), guard]), 'app')
    expect(cell.verdict).toBe('conditional')
    expect(cell.sentence).toBe('Only if TLS on the request is not false.')
    const fresh = { NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } }
    const mfa = explain(sampleRole('fresh', [allow('app', target, fresh)]), 'app')
    expect(mfa.sentence).toBe('Only if MFA was given less than 900 seconds ago.')
  })

  it('says of an address condition that a deny on it may not block', () => {
    const outside = { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }
    const cell = explain(sampleRole('night', [allow('app'), deny('app', target, outside)]), 'app')
    expect(cell.verdict).toBe('conditional')
    expect(cell.detail).toContain('aws:SourceIp')
    expect(cell.detail).toContain('may not block')
    expect(outcomes(cell).identity).toBe('conditional')
    expect(statements(cell).map(({ role }) => role)).toEqual(['Allows it', 'May deny it'])
  })

  it('names the statement that denies, and that it must go', () => {
    const cell = explain(sampleRole('ops', [EVERYTHING, deny('app')]), 'app')
    expect(cell).toMatchObject({
      verdict: 'denied',
      title: "Why can't role/ops connect as app?",
      sentence: 'Denied by its own policy.',
      detail: 'Statement 2 of ops-access says no. Nothing else known does.',
    })
    expect(cell.missingPiece?.text).toContain('Statement 2 of ops-access must go')
  })

  it('says which boundary withholds what the role was given', () => {
    const boundary = samplePolicy(
      'arn:aws:iam::111122223333:policy/storage-only',
      [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      'customerManaged',
    )
    const cell = explain(bounded(sampleRole('pricing', [allow('app')]), boundary), 'app')
    expect(cell).toMatchObject({ verdict: 'noAccess', sentence: 'Not allowed by its boundary.' })
    expect(outcomes(cell)).toMatchObject({ identity: 'pass', boundary: 'fail' })
    expect(statements(cell).map(({ role }) => role)).toEqual(['Would allow it'])
    expect(cell.missingPiece?.text).toContain('storage-only must also allow rds-db:connect')
  })

  it('evaluates nothing away where the boundary could not be read', () => {
    const cell = explain(bounded(sampleRole('pricing', [allow('app')]), 'unread'), 'app')
    expect(cell.verdict).toBe('notEvaluated')
    expect(outcomes(cell).boundary).toBe('unknown')
    expect(cell.sentence).toContain('boundary could not be read')
  })

  it('gives the exact ARN that is missing', () => {
    const cell = explain(sampleRole('idle', []), 'app')
    expect(cell.missingPiece?.text).toBe(
      `A statement for role/idle that allows rds-db:connect on ${connectArn(target, 'app')}.`,
    )
  })

  it.each([
    [
      'the name instead of the resource id',
      'orders-prod',
      'Put db-ORDERS where statement 1 of r-access has the name orders-prod.',
    ],
    [
      'a whole ARN instead of the resource id',
      target.arn,
      'Put db-ORDERS where statement 1 of r-access has a whole ARN.',
    ],
  ])('recognises %s', (_, resourceId, piece) => {
    expect(
      explain(sampleRole('r', [allow('app', sampleTarget({ resourceId }))]), 'app').missingPiece?.text,
    ).toBe(piece)
  })

  it('recognises the id of a cluster member', () => {
    const member = {
      name: 'dw-1',
      resourceId: 'db-MEMBER',
      role: 'writer',
      instanceClass: 'db.r6g.large',
      status: 'available',
      endpoint: null,
    } as const
    const cluster = sampleTarget({ kind: 'auroraCluster', resourceId: 'cluster-DW', members: [member] })
    const cell = explain(sampleRole('r', [allow('bi', sampleTarget({ resourceId: 'db-MEMBER' }))]), 'bi', {
      target: cluster,
    })
    expect(cell.missingPiece?.text).toBe(
      "Put cluster-DW where statement 1 of r-access has the member's id db-MEMBER.",
    )
  })

  it('recognises a user spelled with other capitals', () => {
    expect(explain(sampleRole('r', [allow('App')]), 'app').missingPiece?.text).toContain('other capitals')
  })

  it.each([
    [
      'the switch is off',
      'app',
      sampleTarget({ ...switchedOff }),
      'IAM authentication is off on orders-prod.',
      'IAM authentication turned on',
    ],
    [
      'the target is stopped',
      'app',
      sampleTarget({ status: 'stopped' }),
      'orders-prod is stopped.',
      'orders-prod started',
    ],
    ['the user is missing', 'ghost', target, 'orders-prod has no user ghost.', 'a database user ghost'],
    [
      'the user is not IAM-ready',
      'postgres',
      target,
      'postgres cannot sign in by IAM',
      'rds_iam granted to postgres',
    ],
  ])('explains dormant: %s', (_, user, where, sentence, piece) => {
    const cell = explain(sampleRole('admin', [EVERYTHING, allow('ghost')]), user, { target: where })
    expect(cell.verdict).toBe('dormant')
    expect(cell.sentence).toContain(sentence)
    expect(cell.missingPiece?.text).toContain(piece)
  })

  it('says that the database was not read', () => {
    const cell = explain(sampleRole('api', [allow('app')]), 'app', { read: false })
    expect(cell.verdict).toBe('canConnect')
    expect(cell.path.find(step => step.id === 'databaseUser')).toMatchObject({
      outcome: 'unknown',
      words: 'the database was not read',
    })
    expect(cell.detail).toContain('Database not read')
  })

  it('explains a pattern column by the name it was evaluated as', () => {
    const cell = explain(sampleRole('admin', [EVERYTHING]), 'any other user', { read: false })
    expect(cell).toMatchObject({
      databaseUser: 'any other user',
      verdict: 'canConnect',
      title: 'Why can role/admin connect as any other user?',
    })
  })

  it('refuses a principal that this reading does not have', () => {
    const access = compileAccess(sampleInventory())
    expect(() => explainCell(access, target, 'arn:aws:iam::111122223333:role/gone', 'app')).toThrow(
      'may have been deleted',
    )
  })
})
