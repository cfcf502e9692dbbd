import { describe, expect, it } from 'vitest'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { matrixCsv, matrixJson } from '@/lib/access/matrix/matrix-export'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { reachOf } from '@/lib/access/reach/reach'
import { targetSummary } from '@/lib/access/reach/summary'
import { startUserReach } from '@/lib/access/reach/user-reach'
import { searchInventory } from '@/lib/access/search/search-inventory'
import { planSwitch } from '@/lib/access/switch/iam-auth'
import {
  ACCOUNT,
  allow,
  bounded,
  databaseUser,
  EVERYTHING,
  MFA,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { PROXY_ROLE, proxyBefore } from '@/lib/access/testing/sample-proxy'
import { effectOf } from '@/lib/grants/effect'
import { connectionOptions } from './connection-options'
import { tokenChecks } from './token-checks'
import { tokenLife } from './token-life'

const NOW = new Date('2026-11-23T14:02:11Z')
const orders = sampleTarget()
const gate = proxyBefore(orders)
const byIam = proxyBefore(orders, { databaseAuth: 'iam' })
const users = [databaseUser('reporting'), passwordUser('legacy_api')]
const batch = sampleRole('batch', [allow('reporting', gate), allow('legacy_api', gate)])
const admin = sampleRole('admin', [EVERYTHING])

function account(proxy = gate, own: object[] = [], behind = orders): CompiledAccess {
  const cast = [batch, admin, sampleRole(PROXY_ROLE, own)]
  return compileAccess(
    sampleInventory({ targets: [behind, proxy], cast, scans: [sampleScan(behind, users)] }),
  )
}

/** The verdict of one cell as every part of the house tells it. */
function everywhere(access: CompiledAccess, user: string): Record<string, Verdict | undefined> {
  const target = access.inventory.targets[1] ?? gate
  const { arn } = batch.principal
  const matrix = buildMatrix(access, target, { group: false, showAll: true })
  const row = matrix.rows.findIndex(({ principals }) => principals.includes(arn))
  const column = matrix.columns.findIndex(({ name }) => name === user)
  const json = matrixJson(matrix, target).rows.find(({ principal }) => principal === arn)
  const { found, steps } = startUserReach(access, user, { production: false, withoutAdministrators: false })
  for (const _ of steps);
  const place = found.places.find(each => each.target === target)
  return {
    matrix: VERDICTS[matrix.cells[row * matrix.columns.length + column] ?? 0],
    panel: explainCell(access, target, arn, user).verdict,
    export: json?.cells[user]?.verdict,
    principal: reachOf(access, arn).find(each => each.target.name === 'gate' && each.databaseUser === user)
      ?.verdict,
    reach: place?.cells.find(({ principal }) => access.inventory.principals[principal]?.arn === arn)?.verdict,
    connections: connectionOptions(access, arn).find(
      each => each.target === 'gate' && each.databaseUser === user,
    )?.verdict,
  }
}

const same = (verdict: Verdict) =>
  Object.fromEntries(
    ['matrix', 'panel', 'export', 'principal', 'reach', 'connections'].map(place => [place, verdict]),
  )

describe('a way through a proxy has one verdict everywhere', () => {
  it.each([
    ['a second hop that fails', account(), 'reporting', 'dormant'],
    ['a second hop that is not known', account(), 'legacy_api', 'canConnect'],
    ['a role that may', account(byIam, [allow('reporting')]), 'reporting', 'canConnect'],
    ['a role that may not', account(byIam), 'reporting', 'dormant'],
    [
      'a role that may on a condition',
      account(byIam, [allow('reporting', orders, MFA)]),
      'reporting',
      'conditional',
    ],
  ] as const)('%s', (_, access, user, verdict) => {
    expect(everywhere(access, user)).toEqual(same(verdict))
  })

  it('is counted as what it is: of two grants, one reaches', () => {
    const matrix = buildMatrix(account(), gate)
    const reach = matrix.rows.find(({ label }) => label === 'role/batch')?.reach
    expect(reach).toBe(1)
    expect(targetSummary(account(), gate).canConnect).toBe(2)
    expect(searchInventory(account().inventory, 'reporting').databaseUsers).toContainEqual(
      expect.objectContaining({ target: gate, verdict: 'dormant' }),
    )
  })
})

describe('a second hop that is not known is said', () => {
  const access = account()
  const matrix = buildMatrix(access, gate, { group: false })

  it('in the exports, cell by cell', () => {
    const line = matrixCsv(matrix, gate)
      .split('\r\n')
      .find(each => each.includes('role/batch'))
    expect(line).toContain('Can connect (second hop not known)')
    const { rows, columns } = matrixJson(matrix, gate)
    const cells = rows.find(({ principal }) => principal === batch.principal.arn)?.cells
    expect(cells?.legacy_api).toMatchObject({ verdict: 'canConnect', mark: 'second hop not known' })
    expect(cells?.reporting).toEqual({ verdict: 'dormant', condition: null })
    expect(columns.find(({ name }) => name === 'legacy_api')).toMatchObject({
      secondHop: { state: 'unknown' },
    })
  })

  it('on the page of a principal, for a wildcard too', () => {
    const notes = (arn: string) =>
      reachOf(access, arn).flatMap(({ target, note }) => (target.name === 'gate' ? note : []))
    expect(notes(batch.principal.arn)).toContain('second hop not known')
    expect(notes(admin.principal.arn)).toEqual(['second hop not known'])
  })

  it('where a connection is chosen, and why one fails', () => {
    const notes = connectionOptions(access, batch.principal.arn)
      .filter(({ target }) => target === 'gate')
      .map(({ databaseUser: user, note }) => [user, note])
    expect(Object.fromEntries(notes)).toMatchObject({
      legacy_api: 'second hop not known',
      reporting: expect.stringContaining('has rds_iam'),
    })
  })

  it.each([
    ['reporting', 'fail', 'The proxy takes tokens, but does not get through'],
    ['legacy_api', 'unknown', 'The proxy takes tokens; its second hop is not known'],
  ])('before a token is made as %s: %s', (user, outcome, text) => {
    const explanation = explainCell(access, gate, batch.principal.arn, user)
    const checks = tokenChecks({
      target: gate,
      databaseUser: user,
      signerLabel: 'role/batch',
      explanation,
      sessionEndsAt: null,
      assumes: true,
      life: tokenLife(NOW, null),
      now: NOW,
    })
    expect(checks).toContainEqual(expect.objectContaining({ outcome, text }))
    expect(checks).toContainEqual(expect.objectContaining({ outcome: 'pass', text: 'Policy allows it' }))
  })
})

it('a boundary that refuses is named before a token is made, not the statement that it withholds', () => {
  const limited = bounded(batch, samplePolicy('storage-only', [allow('other', gate)]))
  const access = compileAccess(sampleInventory({ targets: [orders, gate], cast: [limited] }))
  const explanation = explainCell(access, gate, batch.principal.arn, 'reporting')
  const life = tokenLife(NOW, null)
  const input = {
    target: gate,
    databaseUser: 'reporting',
    signerLabel: 'role/batch',
    explanation,
    life,
    now: NOW,
  }
  expect(tokenChecks({ ...input, sessionEndsAt: null, assumes: true })[1]).toEqual({
    outcome: 'fail',
    text: 'Not allowed by its boundary',
    detail: '',
  })
})

describe('what a change does behind a proxy', () => {
  const changes = (plan: {
    effect: { target: string; databaseUser: string; before: Verdict; after: Verdict }[]
  }) =>
    plan.effect
      .filter(({ target }) => target === 'gate')
      .map(each => [each.databaseUser, each.before, each.after])
  const off = sampleTarget({ iamAuth: { state: 'off', accepted: false, reason: null } })
  const switchOf = (access: CompiledAccess, desired: 'on' | 'off') =>
    planSwitch({ target: access.inventory.targets[0] ?? orders, desired, access, now: NOW })

  it('the switch off: a role that signs in by IAM is refused, with all who come through', () => {
    const plan = switchOf(account(byIam, [allow('reporting')]), 'off')
    expect(changes(plan)).toContainEqual(['reporting', 'canConnect', 'dormant'])
  })

  it('the switch on: a password is refused to whoever has rds_iam', () => {
    expect(changes(switchOf(account(gate, [], off), 'on'))).toContainEqual([
      'reporting',
      'canConnect',
      'dormant',
    ])
  })

  it('the switch off: what may open is told with its doubt', () => {
    const { effect } = switchOf(account(), 'off')
    expect(effect).toContainEqual(
      expect.objectContaining({ target: 'gate', principal: 'role/batch', note: 'second hop not known' }),
    )
  })

  it('a grant to the role of the proxy opens the way for those before it', () => {
    const [before, after] = [account(byIam), account(byIam, [allow('reporting')])]
    const { changes: opened } = effectOf(before, after, [orders])
    expect(opened).toContainEqual(
      expect.objectContaining({
        principalArn: `arn:aws:iam::${ACCOUNT}:role/batch`,
        target: 'gate',
        databaseUser: 'reporting',
        before: 'dormant',
        after: 'canConnect',
      }),
    )
  })
})
