import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Target } from '@/lib/access/model/target'
import { VERDICTS } from '@/lib/access/model/verdict'
import {
  allow,
  type Cast,
  databaseUser,
  deny,
  EVERYTHING,
  holding,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { buildMatrix, type Matrix } from './matrix'
import type { MatrixFilter } from './matrix-view'

const target = sampleTarget()
const scan = sampleScan(target, [databaseUser('app'), databaseUser('report'), passwordUser('postgres')])

function matrixOf(
  cast: Cast[],
  options: { target?: Target; filter?: MatrixFilter; read?: boolean } = {},
): Matrix {
  const inventory = sampleInventory({
    targets: [options.target ?? target],
    cast,
    scans: options.read === false ? [] : [scan],
  })
  return buildMatrix(compileAccess(inventory), options.target ?? target, options.filter)
}

function verdict(matrix: Matrix, label: string, column: string) {
  const row = matrix.rows.findIndex(
    each => each.label === label || each.principals.some(arn => arn.endsWith(label)),
  )
  const at = matrix.columns.findIndex(each => each.name === column)
  return row < 0 || at < 0 ? null : VERDICTS[matrix.cells[row * matrix.columns.length + at] ?? 0]
}

describe('buildMatrix', () => {
  it('never folds an administrator, whoever else has the same cells, and folds the others', () => {
    const wide = [allow('*')]
    const matrix = matrixOf([
      sampleRole('root-a', [EVERYTHING]),
      sampleRole('root-b', [EVERYTHING]),
      sampleRole('app-a', wide),
      sampleRole('app-b', wide),
    ])
    const named = matrix.rows.map(({ principals }) => principals.map(arn => arn.split('/').at(-1)))
    expect(named.toSorted()).toEqual([['app-a', 'app-b'], ['root-a'], ['root-b']])
    expect(verdict(matrix, 'root-a', 'app')).toBe(verdict(matrix, 'app-a', 'app'))
  })

  it('shows an administrator as able to connect as every IAM-ready user', () => {
    const matrix = matrixOf([sampleRole('admin', [EVERYTHING])])
    expect(verdict(matrix, 'role/admin', 'app')).toBe('canConnect')
    expect(verdict(matrix, 'role/admin', 'postgres')).toBe('dormant')
    expect(verdict(matrix, 'role/admin', 'any other user')).toBe('dormant')
  })

  it('lets an explicit deny of one user win over a wildcard allow', () => {
    const matrix = matrixOf([sampleRole('ops', [allow('*'), deny('report')])])
    expect(verdict(matrix, 'role/ops', 'app')).toBe('canConnect')
    expect(verdict(matrix, 'role/ops', 'report')).toBe('denied')
  })

  it('calls a grant dormant while the switch is off, and a deny denied all the same', () => {
    const matrix = matrixOf([sampleRole('ops', [allow('*'), deny('report')])], {
      target: sampleTarget(switchedOff),
    })
    expect(verdict(matrix, 'role/ops', 'app')).toBe('dormant')
    expect(verdict(matrix, 'role/ops', 'report')).toBe('denied')
  })

  it('calls whatever hangs on a condition conditional, marked with what it hangs on', () => {
    const date = { DateLessThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' } }
    const matrix = matrixOf([
      sampleRole('mfa', [allow('app', target, { ...date, ...MFA })]),
      sampleRole('dated', [allow('app', target, date)]),
      sampleRole('office', [allow('app', target, { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })]),
    ])
    expect(['role/mfa', 'role/dated', 'role/office'].map(label => verdict(matrix, label, 'app'))).toEqual(
      Array(3).fill('conditional'),
    )
    const hint = (label: string) =>
      matrix.hints[
        matrix.rows.findIndex(row => row.label === label) * matrix.columns.length +
          matrix.columns.findIndex(column => column.name === 'app')
      ]
    expect([hint('role/mfa'), hint('role/dated'), hint('role/office')]).toEqual([1, 2, 3])
  })

  it('says not evaluated where only an unreadable policy leaves it open', () => {
    const matrix = matrixOf([sampleRole('broken', '{ "Version": "2012-10-17", "Statement": [')])
    expect(verdict(matrix, 'role/broken', 'app')).toBe('notEvaluated')
    expect(matrix.counts.notEvaluated).toBeGreaterThan(0)
  })

  it('stands on IAM and the switch where the database was not read, and says so', () => {
    const matrix = matrixOf([sampleRole('a', [allow('app')])], { read: false })
    expect(verdict(matrix, 'role/a', 'app')).toBe('canConnect')
    expect(matrix.databaseRead).toBeNull()
    expect(matrix.columns.map(column => column.name)).toEqual(['app'])
  })

  it('folds rows with identical verdicts and names what their names share', () => {
    const matrix = matrixOf(
      ['eng-search', 'eng-pay', 'eng-ship'].map(name => sampleRole(name, [allow('app')])),
    )
    expect(matrix.rows).toHaveLength(1)
    expect(matrix.rows[0]).toMatchObject({
      label: '3 roles with identical access',
      pattern: 'eng-*',
      reach: 1,
    })
    expect(matrix.rows[0]?.principals).toHaveLength(3)
    expect(matrix.counts.canConnect).toBe(3)
    expect(matrix.columnReach[matrix.columns.findIndex(column => column.name === 'app')]).toBe(3)
  })

  it('never folds rows whose conditions differ, other kinds, or other groups', () => {
    const matrix = matrixOf([
      sampleRole('one', [allow('app', target, MFA)]),
      sampleRole('two', [allow('app', target, { Bool: { 'aws:MultiFactorAuthPresent': 'false' } })]),
      sampleRole('three', [allow('report')]),
      sampleRole('four', [allow('report')], { group: 'workloads' }),
      sampleUser('five', [allow('report')]),
    ])
    expect(matrix.rows).toHaveLength(5)
  })

  it('keeps a dormant grant with a condition apart from one without', () => {
    const matrix = matrixOf(
      [sampleRole('one', [allow('app', target, MFA)]), sampleRole('two', [allow('app')])],
      {
        target: sampleTarget(switchedOff),
      },
    )
    expect(matrix.rows).toHaveLength(2)
  })

  it('never folds two whom one policy tells apart by a key that is spelled with an escape', () => {
    const guard = samplePolicy('guard', [
      { Effect: 'Allow', Action: 'rds-db:connect', Resource: '*' },
      {
        Effect: 'Deny',
        NotAction: 'iam:*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'core' }, ...MFA },
      },
    ])
    const escaped = { ...guard, text: guard.text.replace('aws:Principal', '\\u0061ws:Principal') }
    const knownTag = holding(sampleRole('web', []), escaped)
    knownTag.principal.policies.context['aws:PrincipalTag/team'] = 'web'
    const matrix = matrixOf([knownTag, holding(sampleRole('open', []), escaped)])
    expect(matrix.rows.map(({ label }) => label)).toEqual(['role/open', 'role/web'])
  })

  it('unfolds when grouping is off', () => {
    const cast = ['a', 'b'].map(name => sampleRole(name, [allow('app')]))
    expect(matrixOf(cast, { filter: { group: false } }).rows.map(row => row.label)).toEqual([
      'role/a',
      'role/b',
    ])
  })

  it('hides and counts principals without any access, and shows them on request', () => {
    const cast = [sampleRole('a', [allow('app')]), sampleRole('idle', [])]
    expect(matrixOf(cast)).toMatchObject({ hiddenPrincipals: 1, totalPrincipals: 2 })
    expect(matrixOf(cast, { filter: { showAll: true } }).rows.map(row => row.label)).toContain('role/idle')
  })

  it('orders groups, and rows by reach', () => {
    const matrix = matrixOf([
      sampleUser('u', [allow('app')]),
      sampleRole('worker', [allow('app')], { group: 'workloads' }),
      sampleRole('few', [allow('app')]),
      sampleRole('many', [allow('app'), allow('report')]),
    ])
    expect(matrix.rows.map(row => row.label)).toEqual(['role/many', 'role/few', 'role/worker', 'user/u'])
  })

  it('orders columns by reach, then users that cannot sign in, then missing ones, then patterns', () => {
    const matrix = matrixOf([
      sampleRole('a', [allow('report'), allow('ghost'), allow('dev_*'), allow('postgres')]),
      sampleRole('b', [EVERYTHING]),
      sampleRole('c', [allow('report')]),
    ])
    expect(matrix.columns.map(column => column.name)).toEqual([
      'report',
      'app',
      'postgres',
      'ghost',
      'dev_*',
      'any other user',
    ])
  })

  it('drops a named user that everybody reaches only as any other name', () => {
    const only = sampleRole('sandbox', [
      {
        Effect: 'Allow',
        Action: 'rds-db:*',
        NotResource: 'arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ELSE/x',
      },
    ])
    const matrix = matrixOf([only, sampleRole('b', [allow('gone', sampleTarget({ resourceId: 'db-ELSE' }))])])
    expect(matrix.columns.map(column => column.name)).toEqual(['app', 'report', 'postgres', 'any other user'])
  })

  it('filters rows by verdict and counts what is in view before that', () => {
    const cast = [sampleRole('a', [allow('app')]), sampleRole('d', [deny('*')])]
    const matrix = matrixOf(cast, { filter: { verdicts: ['denied'] } })
    expect(matrix.rows.map(row => row.label)).toEqual(['role/d'])
    expect(matrix.counts.canConnect).toBe(1)
  })

  it('finds principals by name, and columns by user', () => {
    const cast = [sampleRole('alpha', [allow('app')]), sampleRole('beta', [allow('report')])]
    expect(matrixOf(cast, { filter: { find: 'ALPHA' } }).rows.map(row => row.label)).toEqual(['role/alpha'])
    const byUser = matrixOf(cast, { filter: { find: 'report' } })
    expect(byUser.columns.map(column => column.name)).toEqual(['report'])
    expect(byUser.rows.map(row => row.label)).toEqual(['role/beta'])
  })

  it('survives the way to the browser unchanged', () => {
    const matrix = matrixOf([sampleRole('a', [EVERYTHING])])
    expect(structuredClone(matrix)).toEqual(matrix)
    expect(matrix.cells).toHaveLength(matrix.rows.length * matrix.columns.length)
  })
})
