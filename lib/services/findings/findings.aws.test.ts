import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findingsCsv } from '@/app/a/[account]/findings/export/findings-csv'
import { findingsSarif } from '@/app/a/[account]/findings/export/findings-sarif'
import { ANY_OTHER, columnsOf } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { isAskable } from '@/lib/access/decide/is-askable'
import { hasIam } from '@/lib/access/model/inventory'
import { connectArn } from '@/lib/access/model/target'
import { ANY_USER } from '@/lib/access/switch/switch-effect'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { AffectedCell } from '@/lib/findings/finding'
import { groupFindings } from '@/lib/findings/group-findings'
import { formatCount, formatUtc } from '@/lib/format'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { closeRecords, records } from '@/lib/records/pool'
import { loadAnswers } from '@/lib/records/simulator-answers'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading, knownReading } from '@/lib/services/account/reading-cache'
import type { Context } from '@/lib/services/context'
import { knownFindings } from '@/lib/services/findings/account-findings'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { exportFindings } from '@/lib/services/findings/export-findings'
import { getFinding } from '@/lib/services/findings/get-finding'
import { getResolvedFinding } from '@/lib/services/findings/get-resolved-finding'
import { FINDINGS_PER_PAGE, listFindings } from '@/lib/services/findings/list-findings'
import { planFix } from '@/lib/services/findings/plan-fix'
import type { FindingFilter } from '@/lib/services/findings/select-findings'
import { simulateFinding } from '@/lib/services/findings/simulate-finding'
import { suppressFinding } from '@/lib/services/findings/suppress-finding'
import { getSession } from '@/lib/services/shell/get-session'
import { searchEverything } from '@/lib/services/shell/search-everything'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT, connect, policy } from '@/lib/simulator/world/statements'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-findings-'))
const mira = person('mira', ['read', 'grant'])
const reader = person('mira', ['read', 'mint', 'modify'])
const ENG_POLICY = `arn:aws:iam::${ACCOUNT}:policy/eng-orders-access`
let aws: SimulatedAws

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await aws?.close()
  aws = await simulatedAccount()
  forgetReading(homeAccount())
  await (await records()).query('delete from gatehouse.suppressions; delete from gatehouse.finding_spans')
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

const everything: FindingFilter = { state: 'open', severities: [], targets: [], rules: [], find: '' }
const list = (filter: Partial<FindingFilter> = {}, selected: string | null = null) =>
  listFindings(reader, { filter: { ...everything, ...filter }, page: null, selected })

async function idOf(rule: string, subject?: string): Promise<string> {
  const { rows } = await list({ rules: [rule] })
  const row = rows.find(one => subject === undefined || one.subject === subject)
  if (!row) throw new Error(`The cast has no finding of ${rule}.`)
  return row.id
}

async function planned(rule: string, fixId: string | null = null) {
  const preview = await planFix(reader, { findingId: await idOf(rule), fixId })
  if (!preview) throw new Error(`${rule} offers no fix.`)
  return preview
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

describe('listFindings', () => {
  it('lists worst first, counts what each filter would leave, and knows the neighbours', async () => {
    const all = await list()
    expect(all.total).toBe(all.open)
    expect(all.accepted).toBe(0)
    expect(all.rows.length).toBe(Math.min(all.total, FINDINGS_PER_PAGE))
    const order = ['critical', 'high', 'medium', 'low']
    const places = all.rows.map(row => order.indexOf(row.severity))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(Object.values(all.bySeverity).reduce((sum, count) => sum + count, 0)).toBe(all.total)
    const second = all.rows[1]?.id ?? ''
    expect(await list({}, second)).toMatchObject({
      selected: second,
      previous: all.rows[0]?.id,
      next: all.rows[2]?.id,
    })
    const about = await list({ targets: [ID.shippingProd] })
    expect(about.total).toBeGreaterThan(0)
    expect(about.total).toBe(all.targets.find(choice => choice.value === ID.shippingProd)?.count)
    expect((await list({ find: 'eng-orders-access' })).rows.map(row => row.subject)).toContain(
      'eng-orders-access',
    )
  })

  it('keeps what it found in a Region that is refused, under the date RDS last described it', async () => {
    const before = await list()
    aws.faults.set({ rules: [{ kind: 'deny', service: 'rds', region: 'us-west-2' }] })
    await loadInventory(homeAccount(), { fresh: true })
    const after = await list()
    expect(after.bySeverity).toEqual(before.bySeverity)
    expect(after.unchecked).toEqual([])
    const west = after.rows.filter(({ targets, subject }) => [...targets, subject].includes('orders-replica'))
    expect(west.length).toBeGreaterThan(0)
    expect(west.map(({ keptFrom }) => keptFrom)).toEqual(west.map(() => before.readAt))
    expect(after.rows.some(({ keptFrom }) => keptFrom === null)).toBe(true)
    const exported = await exportFindings(reader, { filter: everything })
    const kept = exported.findings.filter(({ id }) => west.some(row => row.id === id))
    expect(kept.map(({ keptFrom }) => keptFrom)).toEqual(west.map(() => before.readAt))
    const line = findingsCsv({ ...exported, findings: kept.slice(0, 1) }).split('\r\n')[1]
    expect(line).toContain(`,${before.readAt},`)
    const sarif = JSON.parse(findingsSarif({ ...exported, findings: kept }))
    for (const { properties } of sarif.runs[0].results) expect(properties.asOf).toBe(before.readAt)
    const { items } = await searchEverything(reader, 'orders-replica')
    for (const group of ['targets', 'findings'])
      expect(items.find(item => item.group === group)?.detail).toContain(
        `, known as of ${formatUtc(before.readAt)}`,
      )
  })

  it('after a start without that Region still tells what was known of it, and forgets it once it is whole', async () => {
    const before = await list()
    forgetReading(homeAccount())
    aws.faults.set({ rules: [{ kind: 'deny', service: 'rds', region: 'us-west-2' }] })
    const cold = await list()
    const lost = before.rows.filter(({ id }) => !cold.rows.some(row => row.id === id))
    expect(lost.length).toBeGreaterThan(0)
    expect(cold.unchecked.map(({ id }) => id)).toEqual(expect.arrayContaining(lost.map(({ id }) => id)))
    expect(cold.unchecked.every(({ lastSeen }) => lastSeen < cold.readAt)).toBe(true)
    const severity = cold.unchecked[0]?.severity ?? 'low'
    expect((await list({ severities: [severity] })).unchecked.every(each => each.severity === severity)).toBe(
      true,
    )
    expect((await list({ state: 'accepted' })).unchecked).toEqual([])
    const file = findingsCsv(await exportFindings(reader, { filter: everything }))
    for (const { id } of cold.unchecked) expect(file).toContain(id)
    const count = `${formatCount(cold.unchecked.length, 'finding')} known before, not checked now`
    expect((await getSession(reader)).findingsUnread).toContain(count)
    const [worst] = cold.unchecked
    const { items } = await searchEverything(reader, worst?.subject ?? '')
    expect(items.find(({ group }) => group === 'findings')?.detail).toMatch(
      /, known before, not checked now$/,
    )
    aws.faults.set({ rules: [] })
    await loadInventory(homeAccount(), { fresh: true })
    expect((await list()).unchecked).toEqual([])
  })

  it('is sorted by age when asked, and then never folded', async () => {
    const newest = await listFindings(reader, {
      filter: everything,
      page: null,
      selected: null,
      sort: 'newest',
    })
    expect(newest.folded).toBe(false)
    const dates = newest.rows.map(({ firstSeen }) => firstSeen ?? '')
    expect(dates).toEqual(dates.toSorted().toReversed())
  })

  it('asks the simulator about those whom a finding touches, and it says the same', async () => {
    const { answers } = await simulateFinding(reader, { findingId: await idOf('name-instead-of-id') })
    expect(answers.map(({ principal }) => principal)).toContain('role/eng-checkout')
    expect(new Set(answers.map(({ aws, answer }) => `${aws} ${answer}`))).toEqual(
      new Set(['implicitDeny agrees']),
    )
  })

  it('asks about no name that is made up for a pattern: its answer would be taken for all that it stands for', async () => {
    const text = JSON.stringify(
      policy(connect('Reports', `arn:aws:rds-db:us-east-1:${ACCOUNT}:dbuser:orders-prod/rep_*`)),
    )
    aws.world.roles.get('night-batch')?.inline.push({ name: 'reports', text })
    const access = compileAccess(await loadInventory(homeAccount(), { fresh: true }))
    const columns = access.inventory.targets.flatMap(target =>
      columnsOf(access, target).map(column => ({
        ...column,
        resource: connectArn(target, column.representativeName),
      })),
    )
    const { findings } = await exportFindings(reader, { filter: everything })
    const stands = ({ databaseUser }: AffectedCell) =>
      [ANY_OTHER, ANY_USER].includes(databaseUser) || databaseUser.includes('*')
    const ids = findings.filter(({ affected }) => affected.some(stands)).map(({ id }) => id)
    const refusals = await Promise.allSettled(ids.map(findingId => simulateFinding(reader, { findingId })))
    for (const one of refusals)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'invalid' })
    const named = new Set(columns.filter(isAskable).map(({ resource }) => resource))
    const kept = await loadAnswers(ACCOUNT)
    expect(ids.length).toBeGreaterThan(0)
    expect(kept.filter(({ resource }) => !named.has(resource))).toEqual([])
  })

  it('is looked for once per reading', async () => {
    await list()
    const reading = knownReading(homeAccount())
    const inventory = reading && hasIam(reading) ? reading : null
    const first = inventory && knownFindings(homeAccount(), inventory)
    await list()
    expect(first).not.toBeNull()
    expect(inventory && knownFindings(homeAccount(), inventory)).toBe(first)
  })

  it('says of each since when, and folds them by rule', async () => {
    const { rows, total, readAt } = await list()
    const groups = groupFindings((await exportFindings(reader, { filter: everything })).findings)
    expect(new Set(rows.map(({ firstSeen }) => firstSeen))).toEqual(new Set([readAt]))
    expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(total)
    expect(new Set(groups.map(({ rule }) => rule)).size).toBe(groups.length)
    const [worst] = groups
    expect(worst?.first[0]?.id).toBe(rows.find(({ rule }) => rule === worst?.rule)?.id)
    const { total: alone } = await list({ rules: [worst?.rule ?? ''] })
    expect(alone).toBe(worst?.count)
  })

  it('exports what is shown and nothing else', async () => {
    const filter = { ...everything, severities: ['high' as const] }
    const [shown, exported] = await Promise.all([list(filter), exportFindings(reader, { filter })])
    expect(exported.findings.map(({ id }) => id)).toEqual(shown.rows.map(({ id }) => id))
    expect(exported.rules.length).toBeGreaterThanOrEqual(25)
  })

  it('says that a finding is gone', async () => {
    await expect(getFinding(reader, { id: 'wildcard-user:nothing' })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

describe('getResolvedFinding', () => {
  it('does not tell what could not be read as gone', async () => {
    const id = await idOf('name-instead-of-id')
    aws.faults.set({ rules: [{ kind: 'deny', action: 'DescribeDBInstances' }] })
    forgetReading(homeAccount())
    await list()
    expect(await getResolvedFinding(reader, { id })).toMatchObject({ seenGone: false })
    aws.faults.clear()
    forgetReading(homeAccount())
    const { findingId, fix, digest } = await planned('name-instead-of-id')
    await applyFix(mira, { findingId, fixId: fix.id, digest, reason: 'CHG-9' })
    await list()
    expect(await getResolvedFinding(reader, { id })).toMatchObject({ seenGone: true })
  })
})

describe('applyFix', () => {
  it('writes the previewed document as a new version, records before and after, and the finding is gone', async () => {
    const preview = await planned('name-instead-of-id')
    expect(preview).toMatchObject({ problems: [], document: { policyName: 'eng-orders-access' } })
    expect(preview.steps.map(step => step.title)).toEqual(['CreatePolicyVersion'])
    expect(preview.fix.opensAccess).toBe(true)
    const receipt = await applyFix(mira, {
      findingId: preview.findingId,
      fixId: preview.fix.id,
      digest: preview.digest,
      reason: ' CHG-2299 ',
    })
    expect(receipt.notDone).toEqual([])
    const policy = aws.world.policies.get(ENG_POLICY)
    const current = policy?.versions.find(version => version.id === policy.defaultVersionId)
    expect(JSON.stringify(current)).toContain(`dbuser:${ID.ordersProd}/`)
    const [entry] = (await listAudit({ limit: 1 })).records
    expect(entry).toMatchObject({
      id: Number(receipt.auditId),
      actor: 'mira',
      action: 'fixFinding',
      outcome: 'done',
      reason: 'CHG-2299',
      before: { document: preview.document?.before },
      after: { document: preview.document?.after },
    })
    expect(entry?.changes).toHaveLength(preview.cellsTotal)
    expect((await verifyAudit()).intact).toBe(true)
    await expect(getFinding(reader, { id: preview.findingId })).rejects.toMatchObject({ code: 'notFound' })
  })

  it('names who saved the document as it stands, and nobody for one saved elsewhere', async () => {
    const other = await idOf('condition-on-allow', 'eng-orders-access')
    expect((await getFinding(reader, { id: other })).savedBy).toBeNull()
    const { findingId, fix, digest } = await planned('name-instead-of-id')
    const { auditId } = await applyFix(mira, { findingId, fixId: fix.id, digest, reason: 'CHG-7' })
    expect((await getFinding(reader, { id: other })).savedBy).toMatchObject({
      by: 'mira',
      reason: 'CHG-7',
      auditId,
    })
  })

  it('refuses without the capability and without a reason, and touches nothing', async () => {
    const { findingId, fix, digest } = await planned('name-instead-of-id')
    const before = aws.world.policies.get(ENG_POLICY)?.defaultVersionId
    const input = { findingId, fixId: fix.id, digest }
    await expect(applyFix(reader, { ...input, reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(applyFix(mira, { ...input, reason: ' ' })).rejects.toMatchObject({ code: 'invalid' })
    expect(aws.world.policies.get(ENG_POLICY)?.defaultVersionId).toBe(before)
  })

  it('ends in a conflict when somebody applied it, or anything else, meanwhile', async () => {
    const { findingId, fix, digest } = await planned('name-instead-of-id')
    const input = { findingId, fixId: fix.id, digest, reason: 'race' }
    const both = await Promise.allSettled([applyFix(mira, input), applyFix(mira, input)])
    expect(both.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(result => result.status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } })
    const other = await planned('wildcard-user')
    await expect(
      applyFix(mira, { findingId: other.findingId, fixId: other.fix.id, digest, reason: 'old preview' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('deletes a policy that nobody holds', async () => {
    const preview = await planned('unused-policy')
    expect(preview.steps.at(-1)?.title).toBe('DeletePolicy')
    const { findingId, fix, digest } = preview
    const before = aws.world.policies.size
    await applyFix(mira, { findingId, fixId: fix.id, digest, reason: 'unused' })
    expect(aws.world.policies.size).toBe(before - 1)
  })

  it('records a failure, and nothing changed', async () => {
    const { findingId, fix, digest } = await planned('name-instead-of-id')
    aws.faults.set({ rules: [{ kind: 'html500', service: 'iam', action: 'CreatePolicyVersion' }] })
    const input = { findingId, fixId: fix.id, digest, reason: 'x' }
    await expect(applyFix(mira, input)).rejects.toMatchObject({ code: 'unavailable' })
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'fixFinding',
      outcome: 'failed',
    })
  })

  it('does nothing by hand', async () => {
    const { findingId, fix, digest } = await planned('tls-not-enforced')
    expect(fix.plan.kind).toBe('byHand')
    await expect(applyFix(mira, { findingId, fixId: fix.id, digest, reason: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('the history of a finding', () => {
  it('tells when it was seen, accepted, fixed, gone and back', async () => {
    const { findingId, fix, digest } = await planned('not-action-allow')
    await suppressFinding(mira, { findingId, until: inDays(3), reason: 'later' })
    await applyFix(mira, { findingId, fixId: fix.id, digest, reason: 'now' })
    await list()
    await aws.close()
    aws = await simulatedAccount()
    forgetReading(homeAccount())
    await list({ state: 'accepted' })
    const { history, firstSeen } = await getFinding(reader, { id: findingId })
    const kinds = history?.map(({ kind }) => kind)
    expect(kinds?.slice(0, 4)).toEqual(['cameBack', 'gone', 'fixApplied', 'accepted'])
    expect(history?.at(-1)).toEqual({ kind: 'firstSeen', at: firstSeen })
  })

  it('ends nothing while IAM refuses to be read', async () => {
    const findingId = await idOf('wildcard-user')
    aws.faults.set({ rules: [{ kind: 'deny', service: 'iam', action: 'GetAccountAuthorizationDetails' }] })
    forgetReading(homeAccount())
    await expect(list()).rejects.toMatchObject({ code: 'accessDenied' })
    aws.faults.set({ rules: [] })
    forgetReading(homeAccount())
    await list()
    const { history } = await getFinding(reader, { id: findingId })
    expect(history?.map(({ kind }) => kind)).not.toContain('gone')
  })

  it('is not known without the records, and stops no page', async () => {
    const findingId = await idOf('wildcard-user')
    await (await records()).query('alter table gatehouse.finding_spans rename to away')
    try {
      expect(await getFinding(reader, { id: findingId })).toMatchObject({ history: null, firstSeen: null })
      expect((await list()).caveats[0]?.id).toBe('accepted-findings')
    } finally {
      await (await records()).query('alter table gatehouse.away rename to finding_spans')
    }
  })
})

describe('suppressFinding', () => {
  it('takes a finding out of the open ones until its day, with who and why, and brings it back', async () => {
    const findingId = await idOf('wildcard-user')
    const { open } = await list()
    await suppressFinding(mira, { findingId, until: inDays(30), reason: 'Vendor until January' })
    const after = await list()
    expect([after.open, after.accepted]).toEqual([open - 1, 1])
    expect(after.rows.some(row => row.id === findingId)).toBe(false)
    expect((await list({ state: 'accepted' })).rows).toMatchObject([{ id: findingId }])
    expect((await getFinding(reader, { id: findingId })).suppression).toMatchObject({
      acceptedBy: 'mira',
      reason: 'Vendor until January',
    })
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'suppressFinding',
      before: null,
      after: { findingId },
    })
    await (await records()).query("update gatehouse.suppressions set accepted_until = now() - interval '1 s'")
    expect((await list()).open).toBe(open)
    await suppressFinding(mira, { findingId, until: inDays(1), reason: 'again' })
    await suppressFinding(mira, { findingId, until: null, reason: 'not any more' })
    expect((await list()).open).toBe(open)
  })

  it('refuses without the capability, without a reason, for more than a year and for the past', async () => {
    const findingId = await idOf('wildcard-user')
    const ask = (operator: Context, until: string, reason: string) =>
      suppressFinding(operator, { findingId, until, reason })
    await expect(ask(reader, inDays(3), 'x')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ask(mira, inDays(3), '  ')).rejects.toMatchObject({ code: 'invalid' })
    for (const day of [inDays(400), inDays(-1), '2027-02-31', 'soon'])
      await expect(ask(mira, day, 'x')).rejects.toMatchObject({
        code: 'invalid',
        fields: { until: expect.any(String) },
      })
    expect((await list()).accepted).toBe(0)
  })
})
