import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { targetCells } from '@/lib/access/decide/target-cells'
import type { Inventory } from '@/lib/access/model/inventory'
import { reaches, VERDICTS } from '@/lib/access/model/verdict'
import { homeAccount } from '@/lib/account'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { everyChangedCell } from '@/lib/findings/testing/every-changed-cell'
import { listAudit, verifyAudit } from '@/lib/records/audit'
import { closeRecords } from '@/lib/records/pool'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { forgetReading } from '@/lib/services/account/reading-cache'
import { accountFindings } from '@/lib/services/findings/account-findings'
import { applyFix } from '@/lib/services/findings/apply-fix'
import { type FixPreview, planFix } from '@/lib/services/findings/plan-fix'
import { planIamAuth } from '@/lib/services/targets/plan-iam-auth'
import { setIamAuth } from '@/lib/services/targets/set-iam-auth'
import { person } from '@/lib/services/testing/person'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { ACCOUNT } from '@/lib/simulator/world/statements'
import type { World } from '@/lib/simulator/world/world'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-fix-kinds-'))
const mira = person('mira', ['read', 'grant', 'modify'])
/** One stage of a modify on the simulated clock, which only moves when a test moves it. */
const STAGE_MS = 60_000
let ahead = 0
let aws: SimulatedAws

beforeAll(() => {
  process.env.GATEHOUSE_DATA_DIR = folder
})
beforeEach(async () => {
  await aws?.close()
  ahead = 0
  aws = await simulatedAccount({ settleMs: STAGE_MS, now: () => new Date(Date.now() + ahead) })
  forgetReading(homeAccount())
})
afterAll(async () => {
  await aws.close()
  await closeRecords()
  rmSync(folder, { recursive: true, force: true })
})

interface Kind {
  kind: string
  rule: string
  subject: string
  fixId: string
  planKind: 'replaceDocument' | 'deletePolicy'
  calls: string[]
}

const KINDS: Kind[] = [
  {
    kind: 'a managed policy is replaced',
    rule: 'name-instead-of-id',
    subject: 'eng-orders-access',
    fixId: 'correct',
    planKind: 'replaceDocument',
    calls: ['CreatePolicyVersion'],
  },
  {
    kind: 'a managed policy is deleted',
    rule: 'wildcard-user',
    subject: 'shipping-legacy',
    fixId: 'remove',
    planKind: 'deletePolicy',
    calls: ['DetachRolePolicy', 'DeletePolicy'],
  },
  {
    kind: 'an inline policy is replaced',
    rule: 'condition-on-deny',
    subject: 'from-the-office',
    fixId: 'unconditional',
    planKind: 'replaceDocument',
    calls: ['PutRolePolicy'],
  },
  {
    kind: 'an inline policy is deleted',
    rule: 'wildcard-target',
    subject: 'reporting-everywhere',
    fixId: 'remove',
    planKind: 'deletePolicy',
    calls: ['DeleteRolePolicy'],
  },
]

async function findingOf(rule: string, subject: string) {
  const findings = await accountFindings(homeAccount(), await loadInventory(homeAccount()))
  const found = findings.find(one => one.rule === rule && one.subject.label === subject)
  if (!found) throw new Error(`The cast has no ${rule} of ${subject}.`)
  return found
}

async function planned({
  rule,
  subject,
  fixId,
}: Pick<Kind, 'rule' | 'subject' | 'fixId'>): Promise<FixPreview> {
  const preview = await planFix(mira, { findingId: (await findingOf(rule, subject)).id, fixId })
  if (preview?.fix.id !== fixId) throw new Error(`${rule} of ${subject} offers no ${fixId}.`)
  return preview
}

const orderOf = ({ findingId, fix, digest }: FixPreview) => ({
  findingId,
  fixId: fix.id,
  digest,
  reason: 'CHG-41',
})

const lineOf = (
  cell: Pick<FixPreview['cells'][number], 'principalArn' | 'target' | 'databaseUser' | 'before' | 'after'>,
) => `${cell.principalArn} ${cell.target}/${cell.databaseUser} ${cell.before} > ${cell.after}`

/** What somebody else saves meanwhile; the mistake stays as it was. */
function addStatement(world: World, name: string): void {
  const more = (text: string) => {
    const document = JSON.parse(text)
    document.Statement.push({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::exports/*' })
    return JSON.stringify(document)
  }
  for (const policy of world.policies.values())
    if (policy.name === name)
      for (const version of policy.versions)
        if (version.id === policy.defaultVersionId) version.text = more(version.text)
  for (const owner of [...world.users.values(), ...world.roles.values(), ...world.groups.values()])
    for (const inline of owner.inline) if (inline.name === name) inline.text = more(inline.text)
}

function textsOf({ policies, users, roles, groups }: World): unknown {
  const owners = [...users.values(), ...roles.values(), ...groups.values()]
  return structuredClone([
    [...policies.values()].map(({ name, versions, defaultVersionId }) => [name, versions, defaultVersionId]),
    owners.map(({ name, inline, attached }) => [name, inline, attached]),
  ])
}

describe.each(KINDS)('a fix by which $kind', kind => {
  it('changes exactly the cells of its preview, is recorded, and ends the finding', async () => {
    const preview = await planned(kind)
    expect(preview).toMatchObject({ problems: [], fix: { plan: { kind: kind.planKind } } })
    expect(preview.steps.map(step => step.title)).toEqual(kind.calls)
    expect(preview.cells).toHaveLength(preview.cellsTotal)
    const before = await loadInventory(homeAccount())
    const { auditId, notDone } = await applyFix(mira, orderOf(preview))
    expect(notDone).toEqual([])
    const after = await loadInventory(homeAccount(), { fresh: true })
    expect(preview.cells.map(lineOf).sort()).toEqual(everyChangedCell(before, after).map(lineOf).sort())
    expect(preview.cells.length).toBeGreaterThan(0)
    expect((await accountFindings(homeAccount(), after)).map(({ id }) => id)).not.toContain(preview.findingId)
    const [record] = (await listAudit({ limit: 1 })).records
    expect(record).toMatchObject({
      id: Number(auditId),
      actor: 'mira',
      action: 'fixFinding',
      outcome: 'done',
      reason: 'CHG-41',
      before: { findingId: preview.findingId, document: preview.document?.before },
      after: { fix: kind.fixId, document: preview.document?.after },
    })
    expect(record?.awsCalls.map(({ action }) => action)).toEqual(kind.calls.map(call => `iam:${call}`))
    expect(record?.changes).toHaveLength(preview.cellsTotal)
    expect((await verifyAudit()).intact).toBe(true)
  })

  it('is a conflict once somebody else has saved the document, and writes nothing', async () => {
    const preview = await planned(kind)
    addStatement(aws.world, kind.subject)
    const saved = textsOf(aws.world)
    await expect(applyFix(mira, orderOf(preview))).rejects.toMatchObject({ code: 'conflict' })
    expect(textsOf(aws.world)).toEqual(saved)
    forgetReading(homeAccount())
    const again = await planned(kind)
    expect(again.digest).not.toBe(preview.digest)
  })
})

describe('a fix by which a switch is turned on', () => {
  const staging = { accountId: ACCOUNT, region: 'us-east-1', resourceId: ID.inventoryStaging }
  const sleeping = { rule: 'dormant-grants', subject: 'inventory-staging', fixId: 'switch-on' }

  async function order() {
    const { digest } = await planIamAuth(mira, { ...staging, desired: 'on' })
    return {
      ...staging,
      desired: 'on' as const,
      when: 'now' as const,
      digest,
      reason: 'CHG-42',
      acceptRestart: false,
    }
  }

  const open = (inventory: Inventory) => {
    const access = compileAccess(inventory)
    return inventory.targets.flatMap(target => {
      const { verdicts, columns } = targetCells(access, target)
      return [...verdicts].flatMap((code, cell) =>
        reaches(VERDICTS[code] ?? 'noAccess') ? [`${target.name} ${cell} ${columns.length}`] : [],
      )
    })
  }

  it('opens as many cells as the finding said, in its own plan, and ends the finding', async () => {
    const preview = await planned(sleeping)
    const { region, resourceId } = staging
    expect(preview.fix.plan).toEqual({ kind: 'switchOn', region, resourceId })
    await expect(applyFix(mira, orderOf(preview))).rejects.toMatchObject({ code: 'invalid' })
    const before = open(await loadInventory(homeAccount()))
    await setIamAuth(mira, await order())
    ahead += 2 * STAGE_MS
    const settled = await loadInventory(homeAccount(), { fresh: true })
    const after = open(settled)
    expect(before.filter(cell => !after.includes(cell))).toEqual([])
    expect(after.length - before.length).toBe(preview.fix.effect.added)
    expect(preview.fix.effect.added).toBeGreaterThan(0)
    expect((await accountFindings(homeAccount(), settled)).map(({ id }) => id)).not.toContain(
      preview.findingId,
    )
    expect((await listAudit({ limit: 1 })).records[0]).toMatchObject({
      action: 'turnOnIamAuth',
      target: 'inventory-staging',
      reason: 'CHG-42',
      before: { iamAuth: 'off' },
      after: { iamAuth: 'on' },
    })
  })

  it('is a conflict once a grant on the target was saved, and turns nothing on', async () => {
    await planned(sleeping)
    const seen = await order()
    const role = aws.world.roles.get('demo-kiosk')
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource: '*' }],
    })
    role?.inline.push({ name: 'everything', text })
    await expect(setIamAuth(mira, seen)).rejects.toMatchObject({ code: 'conflict' })
    const target = aws.world.rds.get('us-east-1')?.instances.get('inventory-staging')
    expect(target?.pending).toEqual({})
  })
})
