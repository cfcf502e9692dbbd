import { describe, expect, it } from 'vitest'
import { administrators } from '@/lib/access/decide/administrators'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { buildMatrix, type Matrix } from '@/lib/access/matrix/matrix'
import { isProduction } from '@/lib/access/model/production'
import type { Target } from '@/lib/access/model/target'
import { reaches, VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import {
  allow,
  databaseUser,
  EVERYTHING,
  passwordUser,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleScan,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { targets, worlds } from '@/lib/access/testing/sample-worlds'
import { principalReachRows, type ReachScope, targetReachRows, userReachRows } from './reach-rows'
import { accountReach, prepareSummaries, targetSummary } from './summary'
import { startUserReach } from './user-reach'

const SCOPES: ReachScope[] = [false, true].flatMap(production =>
  [false, true].map(withoutAdministrators => ({ production, withoutAdministrators })),
)

interface Counted {
  arn: string
  target: Target
  /** Of one row of the unfolded matrix. */
  verdicts: { name: string; kind: string; verdict: Verdict }[]
  /** Null: it reaches none that is named, and holds policies that were not read. */
  reach: number | null
}

function rowsOf(matrix: Matrix, target: Target): Counted[] {
  const width = matrix.columns.length
  return matrix.rows.map((row, at) => ({
    arn: row.principals[0] ?? '',
    target,
    reach: row.reach,
    verdicts: matrix.columns.map(({ name, kind }, column) => ({
      name,
      kind,
      verdict: VERDICTS[matrix.cells[at * width + column] ?? 0] ?? 'noAccess',
    })),
  }))
}

/** The matrices of every target in scope, one row per principal, counted the long way round. */
function matrixRows(access: CompiledAccess, scope: ReachScope): Counted[] {
  const flags = administrators(access)
  const leftOut = new Set(
    access.inventory.principals.filter((_, index) => flags[index]).map(({ arn }) => arn),
  )
  return access.inventory.targets
    .filter(target => !scope.production || isProduction(target))
    .flatMap(target => rowsOf(buildMatrix(access, target, { group: false, showAll: true }), target))
    .filter(({ arn }) => !(scope.withoutAdministrators && leftOut.has(arn)))
}

function bestOf({ verdicts }: Counted): Verdict | undefined {
  const order = ['canConnect', 'conditional', 'notEvaluated', 'dormant'] as const
  return order.find(wanted => verdicts.some(({ verdict }) => verdict === wanted))
}

const count = <Item>(items: readonly Item[], holds: (item: Item) => boolean) => items.filter(holds).length
const isReached = (row: Counted) => row.verdicts.some(({ verdict }) => reaches(verdict))

describe.each(worlds.map((access, seed) => ({ access, seed })))('world $seed', ({ access }) => {
  it.each(SCOPES)('principals, targets and users are counted as the matrices show them: %o', scope => {
    const rows = matrixRows(access, scope)
    const principals = principalReachRows(access, scope)
    for (const row of principals) {
      const own = rows.filter(({ arn }) => arn === row.arn)
      expect(row.targets).toBe(count(own, isReached))
      expect(row.conditional).toBe(count(own, each => bestOf(each) === 'conditional'))
      expect(row.notEvaluated).toBe(count(own, each => bestOf(each) === 'notEvaluated'))
      expect(row.dormant).toBe(count(own, each => bestOf(each) === 'dormant'))
      const named = own.reduce((sum, each) => sum + (each.reach ?? 0), 0)
      const isUnread = own.some(({ reach }) => reach === null)
      expect(row.databaseUsers).toBe(named === 0 && isUnread ? null : named)
      expect(row.production).toBe(count(own, each => isProduction(each.target) && isReached(each)))
    }
    for (const row of targetReachRows(access, scope)) {
      const own = rows.filter(({ target }) => target.resourceId === row.resourceId)
      expect(row.principals).toBe(count(own, isReached))
      expect(row.conditional).toBe(count(own, each => bestOf(each) === 'conditional'))
      expect(row.dormant).toBe(count(own, each => bestOf(each) === 'dormant'))
      expect(row.notEvaluated).toBe(count(own, each => bestOf(each) === 'notEvaluated'))
    }
    const sum = (list: number[]) => list.reduce((total, each) => total + each, 0)
    expect(sum(principals.map(row => row.targets))).toBe(
      sum(targetReachRows(access, scope).map(row => row.principals)),
    )
  })

  it.each(SCOPES)('a database user is reached by whom its columns say: %o', scope => {
    const rows = matrixRows(access, scope)
    const cells = rows.flatMap(({ arn, target, verdicts }) =>
      verdicts
        .filter(({ kind }) => kind === 'user' || kind === 'missing')
        .map(cell => ({ arn, target, ...cell })),
    )
    const found = userReachRows(access, scope)
    expect(found.map(({ name }) => name).sort()).toEqual(
      [...new Set(matrixColumns(access, scope).map(({ name }) => name))].sort(),
    )
    for (const row of found) {
      const own = cells.filter(({ name }) => name === row.name)
      const reaching = own.filter(({ verdict }) => reaches(verdict))
      expect(row.principals).toBe(new Set(reaching.map(({ arn }) => arn)).size)
      expect(row.reachedOn).toBe(new Set(reaching.map(({ target }) => target.resourceId)).size)
      const standing = matrixColumns(access, scope).filter(({ name }) => name === row.name)
      expect(row.missing).toBe(count(standing, ({ kind }) => kind === 'missing'))
      expect(row.exists).toBe(count(standing, each => each.kind === 'user' && each.iamReady !== null))
      expect(row.ready).toBe(count(standing, ({ iamReady }) => iamReady === true))
      expect(row.unread).toBe(count(standing, ({ iamReady }) => iamReady === null))
    }
  })

  it.each(SCOPES)('one user over all targets is the cells of its columns: %o', scope => {
    const rows = matrixRows(access, scope)
    for (const { name } of userReachRows(access, scope)) {
      const { found, steps } = startUserReach(access, name, scope)
      for (const _ of steps);
      const shown = found.places.flatMap(({ target, cells }) =>
        cells.map(
          ({ principal, verdict }) =>
            `${access.inventory.principals[principal]?.arn} ${target.name} ${verdict}`,
        ),
      )
      const wanted = rows.flatMap(({ arn, target, verdicts }) =>
        verdicts
          .filter(cell => cell.name === name && cell.verdict !== 'noAccess')
          .map(({ verdict }) => `${arn} ${target.name} ${verdict}`),
      )
      expect(shown.sort()).toEqual(wanted.sort())
      const inScope = count(targets, target => !scope.production || isProduction(target))
      expect(found.places.length + found.elsewhere + found.unknown.length).toBe(inScope)
    }
  })

  it('the list of targets and the overview count the same principals', () => {
    accountReach(access).targets.forEach(({ everyone }, index) => {
      const target = access.inventory.targets[index]
      if (!target) throw new Error('more counts than targets')
      expect(everyone.principals).toBe(targetSummary(access, target).canConnect)
    })
  })
})

function matrixColumns(access: CompiledAccess, scope: ReachScope) {
  return access.inventory.targets
    .filter(target => !scope.production || isProduction(target))
    .flatMap(target => buildMatrix(access, target, { showAll: true }).columns)
    .filter(({ kind }) => kind === 'user' || kind === 'missing')
}

describe('what the numbers mean', () => {
  const production = sampleTarget({ tags: { env: 'prod' } })
  const staging = sampleTarget({ name: 'staging', resourceId: 'db-STAGING' })
  const unread = sampleTarget({ name: 'dw', resourceId: 'db-DW' })
  const access = compileAccess(
    sampleInventory({
      targets: [production, staging, unread],
      cast: [
        sampleRole('admin', [EVERYTHING]),
        sampleRole('by-name', [allow('app', production), allow('ghost', production), allow('old', staging)]),
        sampleRole('by-pattern', [allow('ap*', production)]),
        sampleRole('by-star', [allow('*', unread)]),
      ],
      scans: [
        sampleScan(production, [databaseUser('app'), passwordUser('old')]),
        sampleScan(staging, [databaseUser('app'), passwordUser('old')]),
      ],
    }),
  )
  const all = { production: false, withoutAdministrators: false }
  const target = (name: string, scope = all) => targetReachRows(access, scope).find(row => row.name === name)
  const principal = (name: string) => principalReachRows(access, all).find(row => row.label.endsWith(name))

  it('a wildcard is told from a name, a pattern counting as a wildcard', () => {
    expect(target('orders-prod')).toMatchObject({ principals: 3, administrators: 1, onlyWildcard: 2 })
    expect(target('dw')).toMatchObject({ principals: 2, onlyWildcard: 2 })
  })

  it('any name on a database that was not read is said beside the users that have one', () => {
    expect(principal('by-star')).toMatchObject({ targets: 1, databaseUsers: 0, anyName: 1 })
    expect(principal('by-name')).toMatchObject({ targets: 1, databaseUsers: 1, dormant: 1, production: 1 })
  })

  it('administrators can be left out, and then their column asks nothing', () => {
    const scope = { ...all, withoutAdministrators: true }
    expect(target('orders-prod', scope)).toMatchObject({ principals: 2, administrators: null })
    expect(principalReachRows(access, scope).map(row => row.label)).not.toContain('role/admin')
  })

  it('a name that nobody has is counted where policies give it', () => {
    const ghost = userReachRows(access, all).find(row => row.name === 'ghost')
    expect(ghost).toMatchObject({ exists: 0, missing: 1, principals: 0, dormant: 2 })
    const app = userReachRows(access, all).find(row => row.name === 'app')
    expect(app).toMatchObject({ exists: 2, ready: 2, principals: 3, reachedOn: 2 })
    expect(userReachRows(access, { ...all, production: true }).find(row => row.name === 'app')).toMatchObject(
      {
        exists: 1,
      },
    )
  })

  it('comes to the same in steps', async () => {
    const again = compileAccess(access.inventory)
    const copy = compileAccess({ ...access.inventory })
    let breaths = 0
    await prepareSummaries(copy, async () => {
      breaths++
    })
    expect(breaths).toBeGreaterThan(3)
    expect(principalReachRows(copy, all)).toEqual(principalReachRows(again, all))
  })
})

describe('administrators', () => {
  const named = (id: string, statements: object[], kind: 'awsManaged' | 'inline') =>
    samplePolicy(id, statements, kind)
  it.each([
    ['every action by a star', named('a', [EVERYTHING], 'inline'), true],
    [
      "AWS's policies that list exceptions",
      named('b', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], 'awsManaged'),
      true,
    ],
    [
      'not one that leaves database logins out',
      named('c', [{ Effect: 'Allow', NotAction: 'rds-db:*', Resource: '*' }], 'awsManaged'),
      false,
    ],
    [
      'not every database login alone',
      named('d', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: '*' }], 'inline'),
      false,
    ],
    ['not a denial', named('e', [{ Effect: 'Deny', Action: '*', Resource: '*' }], 'inline'), false],
  ])('%s', (_, policy, expected) => {
    const cast = sampleRole('someone', [])
    cast.principal.policies.identity = [{ policyId: policy.id, viaGroup: null }]
    const access = compileAccess(
      sampleInventory({ cast: [{ principal: cast.principal, policies: [policy] }] }),
    )
    expect(administrators(access)).toEqual([expected])
  })
})
