import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matrix } from '@/lib/access/matrix/matrix'
import type { DatabaseScan, DatabaseUser } from '@/lib/access/model/database-user'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { closeRecords } from '@/lib/records/pool'
import { saveScan } from '@/lib/records/scans'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { getPrincipal } from '@/lib/services/principals/get-principal'
import { listPrincipals } from '@/lib/services/principals/list-principals'
import { searchEverything } from '@/lib/services/shell/search-everything'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { tryWithout } from '@/lib/services/targets/try-without'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-access-'))
const mira = person('mira', ['read'])
const stranger = person('mira', [])
const EAST = 'us-east-1'
let aws: SimulatedAws

function user(name: string, iamReady: boolean): DatabaseUser {
  const signIn = iamReady ? 'iam' : 'password'
  const reason = iamReady ? null : 'Signs in with a password'
  const rest = {
    host: null,
    superuser: false,
    canDo: null,
    readableTables: null,
    validUntil: null,
    detail: null,
  }
  return { name, iamReady, signIn, reason, grantPath: iamReady ? ['rds_iam', name] : [], ...rest }
}

/** As the demo database has them. */
const ordersScan: DatabaseScan = {
  resourceId: ID.ordersProd,
  users: [
    ...'app_readonly app_readwrite app_migrator reporting support_ro oncall_rw metrics dba_admin dev_ana dev_bo gatehouse_scan gatehouse_ops'
      .split(' ')
      .map(name => user(name, true)),
    user('legacy_api', false),
    user('postgres', false),
  ],
  databases: ['orders'],
  roles: [],
  schemas: [],
  unread: [],
  version: null,
  source: 'token',
  scannedAt: '2026-11-23T12:00:00.000Z',
  scannedAs: 'gatehouse_scan',
}

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  await saveScan(ACCOUNT, ID.ordersProd, ordersScan)
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

async function arnOf(name: string): Promise<string> {
  const { principals } = await loadInventory(homeAccount())
  const found = principals.find(principal => principal.name === name || principal.name.startsWith(`${name}_`))
  if (!found) throw new Error(`The cast has no ${name}`)
  return found.arn
}

async function matrixOf(resourceId: string, region = EAST): Promise<Matrix> {
  const { matrix } = await evaluateMatrix(mira, {
    accountId: ACCOUNT,
    region,
    resourceId,
    filter: { group: false, showAll: true },
  })
  return matrix
}

function verdictIn(matrix: Matrix, arn: string, column: string): Verdict | undefined {
  const row = matrix.rows.findIndex(each => each.principals.includes(arn))
  const at = matrix.columns.findIndex(each => each.name === column)
  if (row < 0 || at < 0) return undefined
  return VERDICTS[matrix.cells[row * matrix.columns.length + at] ?? 0]
}

const matrices = new Map<string, Promise<Matrix>>()
function kept(resourceId: string, region: string): Promise<Matrix> {
  const known = matrices.get(resourceId) ?? matrixOf(resourceId, region)
  matrices.set(resourceId, known)
  return known
}

describe('the matrix says of the cast what its README says', () => {
  it.each([
    ['AWSReservedSSO_AdministratorAccess', ID.ordersProd, 'dba_admin', 'canConnect'],
    ['AWSReservedSSO_AdministratorAccess', ID.ordersProd, 'postgres', 'dormant'],
    ['AWSReservedSSO_AdministratorAccess', ID.ordersProd, 'any other user', 'dormant'],
    ['AWSReservedSSO_OnCall', ID.ordersProd, 'oncall_rw', 'noAccess'],
    ['AWSReservedSSO_Engineer', ID.ordersProd, 'dev_*', 'conditional'],
    ['dba-platform', ID.ordersProd, 'metrics', 'canConnect'],
    ['dba-platform', ID.ordersProd, 'dba_admin', 'conditional'],
    ['dba-platform', ID.ordersProd, 'postgres', 'denied'],
    ['dba-breakglass', ID.ordersProd, 'postgres', 'dormant'],
    ['oncall-sre', ID.ordersProd, 'metrics', 'canConnect'],
    ['oncall-sre', ID.ordersProd, 'app_readonly', 'conditional'],
    ['data-analyst', ID.ordersProd, 'reporting', 'canConnect'],
    ['security-audit', ID.ordersProd, 'metrics', 'denied'],
    ['platform-poweruser', ID.ordersProd, 'metrics', 'canConnect'],
    ['eng-checkout', ID.ordersProd, 'app_readonly', 'noAccess'],
    ['orders-api', ID.ordersProd, 'app_readwrite', 'canConnect'],
    ['orders-api', ID.ordersProd, 'orders_svc', 'dormant'],
    ['legacy-api-task', ID.ordersProd, 'legacy_api', 'dormant'],
    ['pricing-api', ID.ordersProd, 'app_readonly', 'noAccess'],
    ['checkout-api', ID.ordersProd, 'legacy_api', 'noAccess'],
    ['checkout-api', ID.checkoutProxy, 'legacy_api', 'canConnect'],
    ['fraud-batch', ID.ordersProd, 'reporting', 'canConnect'],
    ['fraud-batch', ID.checkoutProxy, 'reporting', 'dormant'],
    ['AWSReservedSSO_AdministratorAccess', ID.checkoutProxy, 'legacy_api', 'canConnect'],
    ['AWSReservedSSO_AdministratorAccess', ID.checkoutProxy, 'any other user', 'dormant'],
    ['checkout-worker', ID.ordersProd, 'app_readwrite', 'canConnect'],
    ['github-deploy', ID.ordersProd, 'app_migrator', 'canConnect'],
    ['github-deploy', ID.ordersProd, 'app_readwrite', 'denied'],
    ['github-deploy', ID.ordersProd, 'app_*', 'canConnect'],
    ['night-batch', ID.ordersProd, 'reporting', 'conditional'],
    ['reporting-ui', ID.ordersProd, 'reporting', 'noAccess'],
    ['reporting-ui', ID.ordersProd, 'Reporting', 'dormant'],
    ['china-mirror', ID.ordersProd, 'app_readonly', 'noAccess'],
    ['report-exporter', ID.ordersProd, 'reporting', 'noAccess'],
    ['old-importer', ID.ordersProd, 'app_readwrite', 'notEvaluated'],
    ['sandbox-builder', ID.ordersProd, 'metrics', 'canConnect'],
    ['sandbox-builder', ID.ordersProd, 'dba_admin', 'noAccess'],
    ['ana', ID.ordersProd, 'dev_ana', 'canConnect'],
    ['ana', ID.ordersProd, 'dev_bo', 'noAccess'],
    ['bo', ID.ordersProd, 'dev_bo', 'denied'],
    ['jonas.lindqvist', ID.ordersProd, 'metrics', 'canConnect'],
    ['data-analyst', ID.billingProd, 'billing_ro', 'dormant'],
    ['finance-ops', ID.billingProd, 'billing_rw', 'dormant'],
    ['inventory-api', ID.inventoryStaging, 'stock_rw', 'dormant'],
    ['dw-loader', ID.analyticsDw, 'etl_loader', 'notEvaluated'],
    ['dw-member-reader', ID.analyticsDw, 'bi_reader', 'noAccess'],
  ] as const)('%s on %s as %s: %s', async (name, resourceId, column, verdict) => {
    expect(verdictIn(await kept(resourceId, EAST), await arnOf(name), column)).toBe(verdict)
  })

  it('counts a stopped target as one that lets nobody in', async () => {
    const matrix = await matrixOf(ID.loyaltyStaging, 'eu-west-1')
    expect(verdictIn(matrix, await arnOf('demo-kiosk'), 'loyalty_ro')).toBe('dormant')
    expect(matrix.counts.canConnect).toBe(0)
  })

  it('folds the roles that are identical and hides those without access', async () => {
    const { matrix } = await evaluateMatrix(mira, {
      accountId: ACCOUNT,
      region: EAST,
      resourceId: ID.ordersProd,
    })
    expect(matrix.rows.some(row => row.principals.length > 1)).toBe(true)
    expect(matrix.hiddenPrincipals).toBeGreaterThan(10)
    const shown = matrix.rows.reduce((sum, row) => sum + row.principals.length, 0)
    expect(shown + matrix.hiddenPrincipals).toBe(matrix.totalPrincipals)
  })
})

const cell = async (
  name: string,
  databaseUser: string,
  resourceId: string = ID.ordersProd,
  region = EAST,
) => ({
  accountId: ACCOUNT,
  region,
  resourceId,
  principalArn: await arnOf(name),
  databaseUser,
})

describe('tryWithout', () => {
  const denied = () => cell('security-audit', 'reporting')
  const statement = async () => {
    const { path } = await explainCell(mira, await denied())
    const { policyId, statementIndex } = path[0]?.statements[0]?.reason ?? {
      policyId: '',
      statementIndex: -1,
    }
    return { policyId, statementIndex }
  }

  it('says what one Deny keeps out, and changes nothing', async () => {
    const before = await explainCell(mira, await denied())
    const outcome = await tryWithout(mira, { ...(await denied()), ...(await statement()) })
    expect(before.verdict).toBe('denied')
    expect(outcome.cell).toBe('noAccess')
    expect(
      await tryWithout(mira, { ...(await cell('security-audit', 'nobody_knows')), ...(await statement()) }),
    ).toEqual({
      ...outcome,
      cell: 'noAccess',
    })
    expect(outcome.changes).toBeGreaterThan(outcome.opens)
    expect((await explainCell(mira, await denied())).verdict).toBe('denied')
  })

  it('says so where the statement is gone', async () => {
    const question = { ...(await denied()), policyId: 'arn:aws:iam::aws:policy/Gone', statementIndex: 0 }
    await expect(tryWithout(mira, question)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses an operator who may not read', async () => {
    await expect(tryWithout(stranger, { ...(await denied()), ...(await statement()) })).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    )
  })
})

describe('explainCell', () => {
  it.each([
    [
      'eng-search',
      'app_readonly',
      ID.ordersProd,
      EAST,
      `Put ${ID.ordersProd} where statement 1 of eng-orders-access has the name orders-prod.`,
    ],
    [
      'dw-member-reader',
      'bi_reader',
      ID.analyticsDw,
      EAST,
      `Put ${ID.analyticsDw} where statement 1 of member-id has the member's id ${ID.analyticsDwWriter}.`,
    ],
    [
      'reporting-ui',
      'reporting',
      ID.ordersProd,
      EAST,
      'reporting is spelled with other capitals in statement 1 of reports; case matters.',
    ],
    [
      'replica-reader',
      'app_readonly',
      ID.ordersReplica,
      'us-west-2',
      'Missing first: IAM authentication turned on for orders-replica. Put the Region us-west-2 where statement 1 of replica has us-east-1.',
    ],
    [
      'china-mirror',
      'app_readonly',
      ID.ordersProd,
      EAST,
      'Put the partition aws where statement 1 of mirror has aws-cn.',
    ],
    [
      'partner-sync',
      'reporting',
      ID.ordersProd,
      EAST,
      `Put the account ${ACCOUNT} where statement 1 of partner-sync-access has 444455556666.`,
    ],
    [
      'checkout-worker',
      'app_readwrite',
      ID.checkoutProxy,
      EAST,
      `Put ${ID.checkoutProxy} where statement 1 of past-the-proxy has orders-prod behind the proxy.`,
    ],
  ])('sees what %s got wrong', async (name, user, resourceId, region, piece) => {
    const { missingPiece, verdict } = await explainCell(mira, await cell(name, user, resourceId, region))
    expect(verdict).toBe('noAccess')
    expect(missingPiece?.text).toBe(piece)
  })

  it('a way through a proxy is told with its second hop, as it fails and as it is not known', async () => {
    const refused = await explainCell(mira, await cell('fraud-batch', 'reporting', ID.checkoutProxy))
    expect(refused.sentence).toBe(
      "Dormant: IAM allows, as far as read, the way to checkout-proxy, but not on from there: reporting on orders-prod has rds_iam and signs in by IAM only, so the password from the proxy's secret is refused.",
    )
    const open = await explainCell(mira, await cell('checkout-api', 'legacy_api', ID.checkoutProxy))
    expect(open).toMatchObject({ verdict: 'canConnect', secondHop: { state: 'unknown' } })
    const { reach } = await getPrincipal(mira, { arn: await arnOf('fraud-batch') })
    const row = reach.find(({ target }) => target.resourceId === ID.checkoutProxy)
    expect(row).toMatchObject({ verdict: 'dormant', note: expect.stringContaining('has rds_iam') })
  })

  it('leads from a near miss to the finding that puts it right, and from a yes to its removal', async () => {
    const missed = await explainCell(mira, await cell('dw-member-reader', 'bi_reader', ID.analyticsDw, EAST))
    expect(missed.finding).toMatchObject({
      id: expect.stringContaining('member-instead-of-cluster:'),
      fixId: 'correct',
    })
    expect(missed.removal).toBeNull()
    const allowed = await explainCell(mira, await cell('data-analyst', 'reporting', ID.ordersProd, EAST))
    expect(allowed).toMatchObject({ finding: null, missingPiece: null, removal: { offered: true } })
    expect(allowed.removal?.text).toContain('take reporting out of statement 1 of analyst-databases')
  })

  it('shows the chain of people and services behind a role', async () => {
    const { becomes } = await explainCell(mira, await cell('analytics-etl', 'app_readonly'))
    expect(becomes.map(({ label, kind, via }) => [label, kind, via])).toEqual(
      expect.arrayContaining([
        ['ecs-tasks.amazonaws.com', 'service', []],
        ['role/github-deploy', 'role', []],
        ['token.actions.githubusercontent.com', 'federated', ['role/github-deploy']],
      ]),
    )
  })

  it('ends a circle of trust', async () => {
    const { becomes } = await explainCell(mira, await cell('deploy-blue', 'app_migrator'))
    expect(becomes.map(path => path.label)).toEqual(['role/deploy-green'])
  })

  it('says that SCPs were not read', async () => {
    const { path, caveats } = await explainCell(mira, await cell('data-analyst', 'reporting'))
    expect(path.find(step => step.id === 'organization')).toMatchObject({
      outcome: 'unknown',
      words: 'exist, and were not read',
    })
    expect(caveats.map(caveat => caveat.scope)).toContain('organization')
  })

  it('refuses an operator who may not read', async () => {
    await expect(explainCell(stranger, await cell('ana', 'dev_ana'))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(
      evaluateMatrix(stranger, { accountId: ACCOUNT, region: EAST, resourceId: ID.ordersProd }),
    ).rejects.toMatchObject({ code: 'forbidden' })
    await expect(listPrincipals(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(searchEverything(stranger, 'x')).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('answers not found for a target that is gone', async () => {
    const question = { accountId: ACCOUNT, region: EAST, resourceId: ID.ordersProdGone }
    await expect(evaluateMatrix(mira, question)).rejects.toMatchObject({ code: 'notFound' })
  })
})

describe('simulateCell', () => {
  it.each([
    ['data-analyst', 'reporting', 'agrees', 'allowed'],
    ['dba-platform', 'postgres', 'agrees', 'explicitDeny'],
    ['eng-search', 'app_readonly', 'agrees', 'implicitDeny'],
  ] as const)('%s as %s: AWS %s', async (name, user, answer, decision) => {
    expect(await simulateCell(mira, await cell(name, user))).toMatchObject({
      answer,
      aws: decision,
      ours: decision,
    })
  })

  it('shows both answers where an SCP that nobody could read denies', async () => {
    const found = await simulateCell(mira, await cell('analytics-etl', 'oncall_rw'))
    expect(found).toMatchObject({ answer: 'disagrees', ours: 'allowed' })
    expect(found.detail).toContain('Gatehouse says allowed')
  })

  it('names the key that an open answer hangs on', async () => {
    const found = await simulateCell(mira, await cell('support-tier2', 'support_ro'))
    expect(found).toMatchObject({ answer: 'agrees', ours: 'conditional' })
    expect(found.detail).toContain('aws:MultiFactorAuthPresent')
  })
})

describe('principals', () => {
  it('lists them by group with what they reach, and finds by name', async () => {
    const { rows, total } = await listPrincipals(mira, { find: 'analytics-etl' })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({
      label: 'role/analytics-etl',
      group: 'workloads',
      description: 'ECS task role',
    })
    const { reach } = await getPrincipal(mira, { arn: rows[0]?.arn ?? '' })
    const counted = (verdict: Verdict) => reach.filter(row => row.verdict === verdict).length
    expect(rows[0]?.reach).toEqual({
      canConnect: counted('canConnect'),
      conditional: counted('conditional'),
      dormant: counted('dormant'),
    })
  })

  it('shows one role: what it reaches, its policies, who can become it', async () => {
    const { reach, policies, becomes, unreached } = await getPrincipal(mira, {
      arn: await arnOf('analytics-etl'),
    })
    const line = (target: string) =>
      reach.filter(row => row.target.name === target).map(row => [row.databaseUser, row.verdict])
    expect(line('shipping-prod')).toEqual([['any user', 'canConnect']])
    expect(line('analytics-dw')).toEqual(
      expect.arrayContaining([
        ['dw_admin', 'conditional'],
        ['bi_reader', 'canConnect'],
      ]),
    )
    expect(policies.find(policy => policy.name === 'data-workload-boundary')).toMatchObject({
      boundary: true,
      mentionsConnect: true,
    })
    expect(becomes.length).toBeGreaterThan(1)
    expect(unreached).toBeGreaterThan(0)
  })
})

describe('searchEverything', () => {
  it('finds targets, principals, database users and findings, and offers what the operator may do', async () => {
    const { items } = await searchEverything(mira, 'orders')
    const groups = new Set(items.map(item => item.group))
    expect(groups).toEqual(new Set(['do', 'targets', 'principals', 'databaseUsers', 'policies', 'findings']))
    expect(items.find(item => item.group === 'targets')).toMatchObject({ title: 'orders-prod', state: 'on' })
    expect(items.some(item => item.title.startsWith('Issue token'))).toBe(false)
  })

  it('knows where a pasted line leads, and as whom', async () => {
    const { targets } = await loadInventory(homeAccount())
    const host = targets.find(({ name }) => name === 'orders-prod')?.endpoint?.host
    const { items } = await searchEverything(mira, `psql "host=${host} user=metrics dbname=orders"`)
    expect(items[0]).toMatchObject({ group: 'do', title: 'Who can connect to orders-prod as metrics?' })
    expect(items[0]?.href).toMatch(/find=metrics&as=metrics/)
    expect(items.filter(({ group }) => group === 'targets').map(({ title }) => title)).toEqual([
      'orders-prod',
    ])
    const { items: gone } = await searchEverything(mira, 'orders-prod.old.us-east-1.rds.amazonaws.com')
    expect(gone.find(({ group }) => group === 'targets')).toMatchObject({ title: 'orders-prod' })
  })

  it('finds what was misspelled', async () => {
    const titles = (await searchEverything(mira, 'fruad')).items.map(({ title }) => title)
    expect(titles).toContain('fraud-scoring-prod')
    expect(titles).toContain('role/fraud-batch')
  })

  it('narrows by its first character', async () => {
    expect((await searchEverything(mira, '@ana')).items.every(item => item.group === 'principals')).toBe(true)
    expect((await searchEverything(mira, ':orders')).items.every(item => item.group === 'targets')).toBe(true)
    expect((await searchEverything(mira, '>')).items.every(item => item.group === 'do')).toBe(true)
  })
})
