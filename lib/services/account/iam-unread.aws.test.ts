import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { AppError } from '@/lib/errors'
import { closeRecords } from '@/lib/records/pool'
import { getOrganization } from '@/lib/services/account/get-organization'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading, invalidateReading } from '@/lib/services/account/reading-cache'
import { refreshInventory } from '@/lib/services/account/refresh-inventory'
import { applyUserChange } from '@/lib/services/databases/apply-user-change'
import { endSessions } from '@/lib/services/databases/end-sessions'
import { planUserChange } from '@/lib/services/databases/plan-user-change'
import { userScript } from '@/lib/services/databases/user-script'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { applyFixes } from '@/lib/services/findings/apply-fixes'
import { exportFindings } from '@/lib/services/findings/export-findings'
import { getFinding } from '@/lib/services/findings/get-finding'
import { getResolvedFinding } from '@/lib/services/findings/get-resolved-finding'
import { listFindings } from '@/lib/services/findings/list-findings'
import { planFix } from '@/lib/services/findings/plan-fix'
import { planFixes } from '@/lib/services/findings/plan-fixes'
import { searchProgress } from '@/lib/services/findings/search-progress'
import type { FindingFilter } from '@/lib/services/findings/select-findings'
import { simulateFinding } from '@/lib/services/findings/simulate-finding'
import { suppressFinding } from '@/lib/services/findings/suppress-finding'
import { applyGrant } from '@/lib/services/grants/apply-grant'
import { applyRemoval } from '@/lib/services/grants/apply-removal'
import { findGrantChoices } from '@/lib/services/grants/find-grant-choices'
import { getGrantForm } from '@/lib/services/grants/get-grant-form'
import { planGrant } from '@/lib/services/grants/plan-grant'
import { planRemoval } from '@/lib/services/grants/plan-removal'
import { getPrincipal } from '@/lib/services/principals/get-principal'
import { getUserReach } from '@/lib/services/principals/get-user-reach'
import { listPrincipals } from '@/lib/services/principals/list-principals'
import { listReach } from '@/lib/services/principals/list-reach'
import { applyMends } from '@/lib/services/reconcile/apply-mends'
import { listDifferences } from '@/lib/services/reconcile/list-differences'
import { planMends } from '@/lib/services/reconcile/plan-mends'
import { applyReversal } from '@/lib/services/reversals/apply-reversal'
import { planReversal } from '@/lib/services/reversals/plan-reversal'
import { getSession } from '@/lib/services/shell/get-session'
import { applySwitches } from '@/lib/services/targets/apply-switches'
import { checkWithAws } from '@/lib/services/targets/check-with-aws'
import { evaluateMatrix } from '@/lib/services/targets/evaluate-matrix'
import { explainCell } from '@/lib/services/targets/explain-cell'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { planSwitches } from '@/lib/services/targets/plan-switches'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { simulateCell } from '@/lib/services/targets/simulate-cell'
import { tryWithout } from '@/lib/services/targets/try-without'
import { accountState } from '@/lib/services/testing/account-under-change'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-iam-unread-'))
const mira = person('mira', ['read', 'mint', 'modify', 'grant', 'users'])
let aws: SimulatedAws
/** A change made while IAM answered: something to take back. */
let auditId = 0

const place = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.ordersProd }
const arn = `arn:aws:iam::${ACCOUNT}:role/data-analyst`
const cell = { ...place, principalArn: arn, databaseUser: 'app_readonly' }
const intent = {
  principals: [arn],
  connections: [{ ...place, databaseUsers: ['metrics'] }],
  placement: { kind: 'inline', policyName: 'connect' },
} as const satisfies Parameters<typeof planGrant>[1]['intent']
const scope = { production: false, withoutAdministrators: false }
const filter: FindingFilter = { state: 'open', find: '', severities: [], targets: [], rules: [] }
const userChange = {
  target: place,
  intent: { kind: 'close', user: { name: 'metrics', host: null } },
} as const
const switches = { desired: 'off', moment: 'window' } as const
const told = { digest: 'as shown', reason: 'CHG-1' }
const finding = 'condition-on-allow:any'

/** Verbs that show something of the account, each as a page, a route or a file asks it. */
const SHOWS = {
  'evaluate-matrix': () => evaluateMatrix(mira, place),
  'explain-cell': () => explainCell(mira, cell),
  'list-principals': () => listPrincipals(mira),
  'get-principal': () => getPrincipal(mira, { arn }),
  'list-reach': () =>
    listReach(mira, { ...scope, view: 'principals', sort: 'targets', direction: 'desc', find: '' }),
  'get-user-reach': () => getUserReach(mira, { ...scope, name: 'app_readonly', page: 1 }),
  'get-grant-form': () => getGrantForm(mira, { intent }),
  'find-grant-choices': () => findGrantChoices(mira, { kind: 'who', find: '' }),
  'plan-grant': () => planGrant(mira, { intent }),
  'list-differences': () => listDifferences(mira),
  'plan-user-change': () => planUserChange(mira, userChange),
  'plan-mends': () => planMends(mira, { changes: [userChange], grants: [] }),
  'user-script': () => userScript(mira, userChange),
  'plan-removal': () => planRemoval(mira, { wish: { ...cell, way: null } }),
  'plan-iam-auth': () => planIamAuth(mira, { ...place, desired: 'off' }),
  'plan-switches': () => planSwitches(mira, { ...switches, targets: [place] }),
  'plan-fix': () => planFix(mira, { findingId: finding, fixId: null }),
  'plan-fixes': () => planFixes(mira, { rule: 'condition-on-allow', fixId: null, isChosen: () => true }),
  'plan-reversal': () => planReversal(mira, { auditId, kind: 'undo' }),
  'search-progress': () => searchProgress(mira),
  'list-findings': () => listFindings(mira, { filter, page: null, selected: null }),
  'export-findings': () => exportFindings(mira, { filter }),
  'get-finding': () => getFinding(mira, { id: finding }),
  'get-resolved-finding': () => getResolvedFinding(mira, { id: finding }),
  'simulate-cell': () => simulateCell(mira, cell),
  'simulate-finding': () => simulateFinding(mira, { findingId: finding }),
  'check-with-aws': () => checkWithAws(mira, { ...place, principals: [arn] }),
  'try-without': () => tryWithout(mira, { ...cell, policyId: 'any', statementIndex: 0 }),
  'suppress-finding': () =>
    suppressFinding(mira, { findingId: finding, until: null, reason: 'Known since June' }),
} satisfies Record<string, () => Promise<unknown>>

/** Verbs that change AWS. */
const WRITES = {
  'apply-grant': () => applyGrant(mira, { intent, ...told }),
  'apply-removal': () => applyRemoval(mira, { wish: { ...cell, way: 'deny' }, ...told }),
  'apply-fix': () => applyFix(mira, { findingId: finding, fixId: 'remove', ...told }),
  'apply-fixes': () =>
    applyFixes(mira, { rule: 'condition-on-allow', fixId: 'remove', findingIds: [finding], ...told }),
  'set-iam-auth': () =>
    setIamAuth(mira, { ...place, desired: 'off', when: 'now', acceptRestart: true, ...told }),
  'apply-switches': () =>
    applySwitches(mira, { ...switches, targets: [{ ...place, digest: told.digest }], leftOut: [], ...told }),
  'apply-user-change': () => applyUserChange(mira, { ...userChange, ...told }),
  'apply-mends': () => applyMends(mira, { changes: [userChange], grants: [], ...told }),
  'end-sessions': () => endSessions(mira, { target: place, user: userChange.intent.user, reason: 'x' }),
  'apply-reversal': () => applyReversal(mira, { auditId, kind: 'undo', ...told }),
} satisfies Record<string, () => Promise<unknown>>

/** Verbs about targets, records, jobs, sessions and what AWS may still be asked: they answer, and say beside it what IAM would add. */
const ANSWERS_WITHOUT_IAM = [
  'check-connection',
  'export-activity',
  'get-activity',
  'get-doctor',
  'get-organization',
  'get-reading',
  'get-session',
  'get-switches',
  'get-target',
  'get-user-form',
  'list-activity',
  'list-changes',
  'list-connections',
  'list-jobs',
  'list-targets',
  'mint-token',
  'plan-token',
  'refresh-inventory',
  'resume-job',
  'run-job',
  'get-reading-ways',
  'keep-pasted-scan',
  'scan-as-master',
  'scan-database',
  'search-everything',
  'stop-job',
  'test-connection',
]

/** Needs an interrupted change, or one that stopped; then it reads again as every verb of `WRITES` does. */
const CLOSES = ['leave-as-is', 'resume-switches']

const failureOf = (verb: () => Promise<unknown>) =>
  verb().then(
    () => null,
    (error: AppError) => error,
  )

beforeAll(async () => {
  process.env.GATEHOUSE_DATA_DIR = folder
  aws = await simulatedAccount()
  forgetReading(homeAccount())
  const { digest } = await planGrant(mira, { intent })
  auditId = Number((await applyGrant(mira, { intent, digest, reason: 'CHG-1' })).auditId)
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['deny', 'html500'] as const)('IAM never read (%s)', kind => {
  beforeAll(() => {
    forgetReading(homeAccount())
    aws.faults.set({ rules: [{ kind, service: 'iam', action: 'GetAccountAuthorizationDetails' }] })
  })
  afterAll(() => aws.faults.clear())

  it.each(Object.entries(SHOWS))(
    '%s says that who can connect is not known, and when it was tried',
    async (_, verb) => {
      const failure = await failureOf(verb)
      expect(failure?.message).toMatch(/^Who can connect is not known\. /)
      expect(failure?.unread).toMatchObject({ triedAt: expect.stringMatching(/^20/), soFar: null })
      expect(failure?.missingAction).toBe(kind === 'deny' ? 'iam:GetAccountAuthorizationDetails' : null)
    },
  )

  it.each(Object.entries(WRITES))('%s changes nothing and says so', async (_, verb) => {
    const before = accountState(aws.world)
    const failure = await failureOf(verb)
    expect(failure?.code).toBe('unavailable')
    expect(failure?.message).toContain('so nothing was changed')
    expect(accountState(aws.world)).toEqual(before)
  })

  it('the organisation is told as it was read: IAM is not asked about it', async () => {
    const { organization, levels, ownArn } = await getOrganization(mira)
    expect(organization).toMatchObject({ id: 'o-7qk4m2xvn5', serviceControl: { state: 'unread' } })
    expect({ levels, ownArn }).toEqual({ levels: [], ownArn: null })
  })

  it('the texts of organisation policies are not there, rather than none', async () => {
    aws.world.organization?.delegatedAccounts.push('111122223333')
    try {
      forgetReading(homeAccount())
      const { organization, levels } = await getOrganization(mira)
      expect(organization.serviceControl.state).toBe('read')
      expect(levels).toBeNull()
    } finally {
      aws.world.organization?.delegatedAccounts.pop()
      forgetReading(homeAccount())
    }
  })

  it('reading again names what could not be read', async () => {
    expect((await refreshInventory(mira)).unread).toEqual(['IAM'])
  })

  it('the frame has no number of principals or findings rather than a zero', async () => {
    const { counts } = await getSession(mira)
    expect(counts).toEqual({ targets: 15, principals: null, findings: null })
  })
})

describe('IAM lost while running', () => {
  let readAt = ''
  beforeAll(async () => {
    forgetReading(homeAccount())
    const { parts } = await loadInventory(homeAccount())
    readAt = parts.iam.state === 'read' ? parts.iam.at : ''
    invalidateReading(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action: 'GetAccountAuthorizationDetails' }] })
  })
  afterAll(() => aws.faults.clear())

  const DATED = [
    'evaluate-matrix',
    'list-principals',
    'get-principal',
    'list-reach',
    'get-user-reach',
    'get-grant-form',
    'plan-removal',
    'plan-iam-auth',
    'plan-fixes',
    'plan-reversal',
    'list-findings',
  ] as const
  it.each(DATED)('%s shows the policies of before under their own date', async name => {
    const { iam } = (await SHOWS[name]()) as { iam: unknown }
    expect(iam).toMatchObject({ state: 'kept', at: readAt })
  })

  it('files carry the date of the data', async () => {
    expect((await exportFindings(mira, { filter })).asOf).toBe(readAt)
    expect((await evaluateMatrix(mira, place)).matrix.asOf).toBe(readAt)
    expect((await listPrincipals(mira)).readAt).toBe(readAt)
  })

  it('whoever is not among them is not said to be deleted', async () => {
    const failure = await failureOf(() => getPrincipal(mira, { arn: `${arn}-new` }))
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining('is not known') })
    expect(failure?.message).not.toContain('deleted')
  })

  it('a finding that is not shown is not said to be gone', async () => {
    expect(await getResolvedFinding(mira, { id: finding })).toMatchObject({
      seenGone: false,
      wholeNow: false,
    })
  })

  it.each(Object.entries(WRITES))('%s changes nothing and says so', async (_, verb) => {
    const before = accountState(aws.world)
    const failure = await failureOf(verb)
    expect(failure?.code).toBe('unavailable')
    expect(failure?.message).toContain('so nothing was changed')
    expect(accountState(aws.world)).toEqual(before)
  })

  it('once IAM answers again, everything is as of now', async () => {
    aws.faults.clear()
    invalidateReading(homeAccount())
    const { iam } = await evaluateMatrix(mira, place)
    expect(iam.state === 'read' && iam.at > readAt).toBe(true)
  })
})

describe('the fence', () => {
  const services = path.resolve(import.meta.dirname, '..')
  const files = readdirSync(services, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .filter(file => file.endsWith('.ts') && !file.includes('.test.'))
  const textOf = new Map(files.map(file => [file, readFileSync(path.join(services, file), 'utf8')]))
  const importsOf = (file: string) =>
    [
      ...(textOf.get(file) ?? '').matchAll(/^import (?!type\b)([^;]*?) from '@\/lib\/services\/([^']+)'/gm),
    ].map(([, names = '', from]) => ({ names, from: `${from}.ts` }))
  const rests = (file: string, seen = new Set<string>()): boolean => {
    if (seen.has(file)) return false
    seen.add(file)
    return importsOf(file).some(({ names, from }) =>
      from === 'account/load-inventory.ts'
        ? /\b(load(Inventory|Reading)|readAnew)\b/.test(names)
        : rests(from, seen),
    )
  }

  it('every verb that rests on the reading of the account has a row here', () => {
    const verbs = files.filter(file => /\bassertCan\(context/.test(textOf.get(file) ?? '') && rests(file))
    expect(verbs.map(file => path.basename(file, '.ts')).toSorted()).toEqual(
      [...Object.keys(SHOWS), ...Object.keys(WRITES), ...CLOSES, ...ANSWERS_WITHOUT_IAM].toSorted(),
    )
  })
})
