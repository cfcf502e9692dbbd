// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables, not templates
import { describe, expect, it } from 'vitest'
import { explainCell } from '@/lib/access/explain/explain'
import { reachOf } from '@/lib/access/reach/reach'
import {
  ACCOUNT,
  allow,
  databaseUser,
  deny,
  EVERYTHING,
  holding,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
  sampleUser,
} from '@/lib/access/testing/sample-inventory'
import { matchesWildcard } from '@/lib/iam/index'
import { ANY_OTHER, columnFor, columnsOf } from './columns'
import { compileAccess } from './compile-access'

const target = sampleTarget()

function columnsFor(...parts: Parameters<typeof sampleInventory>) {
  return columnsOf(compileAccess(sampleInventory(...parts)), target)
}

const names = (columns: { name: string }[]) => columns.map(column => column.name)

describe('columnsOf', () => {
  it('keeps users that cannot sign in by IAM, with the reason', () => {
    const columns = columnsFor({
      scans: [sampleScan(target, [databaseUser('app'), passwordUser('postgres')])],
    })
    expect(columns.find(column => column.name === 'postgres')).toMatchObject({
      kind: 'user',
      iamReady: false,
      reason: 'Password only',
    })
    expect(columns.find(column => column.name === 'app')).toMatchObject({ iamReady: true, reason: null })
  })

  it('leaves out group roles that cannot log in', () => {
    const columns = columnsFor({
      scans: [sampleScan(target, [databaseUser('readers', { signIn: 'noLogin', iamReady: false })])],
    })
    expect(names(columns)).toEqual([ANY_OTHER])
  })

  it('shows a group role that a policy names, but never as a way in', () => {
    const readers = databaseUser('readers', { signIn: 'noLogin', iamReady: true })
    const parts = { cast: [sampleRole('a', [allow('readers')])], scans: [sampleScan(target, [readers])] }
    const shown = { kind: 'user', iamReady: false, reason: 'Cannot log in' }
    expect(columnsFor(parts).find(column => column.name === 'readers')).toMatchObject(shown)
  })

  it('adds users that only policies know, and says that they do not exist', () => {
    const columns = columnsFor({
      cast: [sampleRole('a', [allow('ghost'), deny('other')])],
      scans: [sampleScan(target, [databaseUser('app')])],
    })
    expect(columns.find(column => column.name === 'ghost')).toMatchObject({
      kind: 'missing',
      iamReady: false,
      reason: 'Does not exist',
    })
    expect(names(columns)).toContain('other')
  })

  it('points out a user that differs in case only', () => {
    const columns = columnsFor({
      cast: [sampleRole('a', [allow('App')])],
      scans: [sampleScan(target, [databaseUser('app')])],
    })
    expect(columns.find(column => column.name === 'App')?.reason).toBe('Does not exist; app differs in case')
  })

  it('leaves readiness open where the database was not read', () => {
    const columns = columnsFor({ cast: [sampleRole('a', [allow('app'), allow('dev_*')])] })
    expect(columns.map(column => column.iamReady)).toEqual([null, null, null])
  })

  it('takes no name from a policy for another target', () => {
    const other = sampleTarget({ resourceId: 'db-OTHER' })
    expect(names(columnsFor({ cast: [sampleRole('a', [allow('app', other)])] }))).toEqual([ANY_OTHER])
  })

  it('has no column for a user that a star in front of the resource id makes up', () => {
    const cluster = sampleTarget({ name: 'dw', resourceId: 'cluster-DW' })
    const gate = sampleTarget({ name: 'gate', resourceId: 'prx-1', kind: 'proxy' })
    const vendor = ['db', 'cluster'].map(kind => `arn:aws:rds-db:*:${ACCOUNT}:dbuser:${kind}-*/datadog`)
    const behind = `arn:aws:rds-db:us-east-1:*:dbuser:prx-*/app_user`
    const cast = [...vendor, behind].map((Resource, at) =>
      sampleRole(`r-${at}`, [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }]),
    )
    const access = compileAccess(sampleInventory({ targets: [target, cluster, gate], cast }))
    expect(names(columnsOf(access, target))).toEqual(['datadog', ANY_OTHER])
    expect(names(columnsOf(access, cluster))).toEqual(['datadog', ANY_OTHER])
    expect(names(columnsOf(access, gate))).toEqual(['app_user', ANY_OTHER])
    const reach = cast.map(({ principal }) =>
      reachOf(access, principal.arn).map(row => `${row.target.resourceId}/${row.databaseUser}`),
    )
    expect(reach).toEqual([['db-ORDERS/datadog'], ['cluster-DW/datadog'], ['prx-1/app_user']])
    // Nor can somebody ask for such a name and be told that it connects.
    const phantom = `x:${ACCOUNT}:dbuser:cluster-X/datadog`
    const [, second] = cast.map(({ principal }) => principal.arn)
    expect(explainCell(access, target, second ?? '', phantom).verdict).toBe('dormant')
  })

  it('keeps a database user of such a name that there is', () => {
    const phantom = `x:${ACCOUNT}:dbuser:cluster-X/datadog`
    const Resource = `arn:aws:rds-db:*:${ACCOUNT}:dbuser:cluster-*/datadog`
    const role = sampleRole('r', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }])
    const scans = [sampleScan(target, [databaseUser(phantom)])]
    const access = compileAccess(sampleInventory({ cast: [role], scans }))
    expect(reachOf(access, role.principal.arn)).toMatchObject([
      { databaseUser: phantom, verdict: 'canConnect' },
    ])
  })

  it('resolves a policy variable for those who hold the policy', () => {
    const own = samplePolicy('own', [allow('dev_${aws:username}')], 'customerManaged')
    const columns = columnsFor({ cast: [holding(sampleUser('ana', []), own), sampleUser('bo', [])] })
    expect(names(columns)).toEqual(['dev_ana', ANY_OTHER])
  })

  it('evaluates a pattern by a name that nothing else names', () => {
    const columns = columnsFor({
      cast: [sampleRole('a', [allow('dev_*'), allow('dev_ro_*'), allow('dev_ana'), EVERYTHING])],
      scans: [sampleScan(target, [databaseUser('dev_zq7')])],
    })
    const representativeName = (name: string) =>
      columns.find(column => column.name === name)?.representativeName ?? ''
    expect(matchesWildcard('dev_*', representativeName('dev_*'))).toBe(true)
    expect(matchesWildcard('dev_ro_*', representativeName('dev_*'))).toBe(false)
    expect(matchesWildcard('dev_ro_*', representativeName('dev_ro_*'))).toBe(true)
    expect(matchesWildcard('dev_*', representativeName(ANY_OTHER))).toBe(false)
    expect(names(columns)).not.toContain(representativeName('dev_*'))
  })

  it('lists the users that a pattern matches, and whether one of them is IAM-ready', () => {
    const columns = columnsFor({
      cast: [sampleRole('a', [allow('dev_*'), allow('tmp_*')])],
      scans: [sampleScan(target, [databaseUser('dev_ana'), passwordUser('tmp_x')])],
    })
    expect(columns.find(column => column.name === 'dev_*')).toMatchObject({
      members: ['dev_ana'],
      iamReady: true,
    })
    expect(columns.find(column => column.name === 'tmp_*')).toMatchObject({
      members: ['tmp_x'],
      iamReady: false,
    })
    expect(columns.at(-1)).toMatchObject({ kind: 'anyOther', iamReady: false })
  })

  it('names the users behind a proxy without judging whether they are ready', () => {
    const proxy = sampleTarget({
      kind: 'proxy',
      name: 'checkout-proxy',
      resourceId: 'prx-1',
      proxy: {
        clientAuth: 'required',
        requireTls: true,
        databaseAuth: 'secret',
        roleArn: null,
        targets: [{ name: 'orders-prod', resourceId: target.resourceId, health: 'AVAILABLE' }],
      },
    })
    const inventory = sampleInventory({
      targets: [target, proxy],
      scans: [sampleScan(target, [passwordUser('legacy')])],
    })
    expect(columnsOf(compileAccess(inventory), proxy)[0]).toMatchObject({
      name: 'legacy',
      iamReady: null,
      reason: null,
    })
  })
})

describe('a name with several rows', () => {
  const rows = [
    databaseUser('jane', { host: '%' }),
    { ...passwordUser('jane'), host: '10.%', reason: 'is not on AWSAuthenticationPlugin' },
  ]
  const shadowed =
    "'jane'@'10.%' signs in by password and is narrower than '%': from there a token is refused"
  const role = sampleRole('a', [allow('jane'), allow('ja*')])
  const access = compileAccess(sampleInventory({ cast: [role], scans: [sampleScan(target, rows)] }))

  it('has one column, which is ready and says on what it hangs; so does a pattern with nobody else', () => {
    const columns = columnsOf(access, target)
    expect(names(columns)).toEqual(['jane', 'ja*', ANY_OTHER])
    expect(columns[0]).toMatchObject({ kind: 'user', iamReady: true, reason: shadowed })
    expect(columns[1]).toMatchObject({ iamReady: true, reason: `jane: ${shadowed}` })
    expect(columnFor(access, target, 'jane')).toBe(columns[0])
  })

  it('is conditional in the matrix, in the explanation and in the path, and counts as reach', () => {
    const explanation = explainCell(access, target, role.principal.arn, 'jane')
    expect(explanation).toMatchObject({
      verdict: 'conditional',
      sentence: `Only from some addresses: ${shadowed}.`,
    })
    expect(explanation.path.find(({ id }) => id === 'databaseUser')).toMatchObject({
      outcome: 'conditional',
      words: 'takes a token from some addresses only',
    })
    expect(reachOf(access, role.principal.arn)[0]).toMatchObject({ verdict: 'conditional' })
  })

  it('is dormant where no row takes a token, and no column of a locked one stands by itself', () => {
    const locked = databaseUser('jane', { host: '%', signIn: 'locked', iamReady: false, reason: 'is locked' })
    const scans = [sampleScan(target, [locked, databaseUser('other', { signIn: 'locked' })])]
    const inventory = compileAccess(sampleInventory({ cast: [role], scans }))
    expect(names(columnsOf(inventory, target))).toEqual(['jane', 'ja*', ANY_OTHER])
    expect(explainCell(inventory, target, role.principal.arn, 'jane')).toMatchObject({
      verdict: 'dormant',
      sentence: 'Dormant: jane cannot sign in by IAM: is locked.',
    })
  })
})

describe('columnFor', () => {
  it('finds a column by name and by representativeName, and makes one for a name nobody knew', () => {
    const access = compileAccess(
      sampleInventory({
        cast: [sampleRole('a', [allow('dev_*')])],
        scans: [sampleScan(target, [databaseUser('app')])],
      }),
    )
    const pattern = columnFor(access, target, 'dev_*')
    expect(columnFor(access, target, pattern.representativeName)).toBe(pattern)
    expect(columnFor(access, target, 'newcomer')).toMatchObject({
      kind: 'missing',
      representativeName: 'newcomer',
    })
  })
})
