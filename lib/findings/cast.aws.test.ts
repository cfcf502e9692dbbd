import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/compile-access'
import type { DatabaseScan } from '@/lib/access/database-user'
import type { Inventory } from '@/lib/access/inventory'
import { databaseUser, passwordUser } from '@/lib/access/sample-inventory'
import { DOCUMENTED_QUOTAS } from '@/lib/aws/iam-quotas'
import { simulatedAccount } from '@/lib/aws/simulated-account'
import { inventoryAfter } from '@/lib/grants/apply-changes'
import { effectOf } from '@/lib/grants/effect'
import { displayText, validateDocument } from '@/lib/iam/index'
import { readIamPart } from '@/lib/services/read-iam-part'
import { readRegionsPart } from '@/lib/services/read-regions-part'
import { ID } from '@/lib/simulator/world/cast-ids'
import { findAll } from './find-all'
import type { Finding } from './finding'

/** The day that the cast was drawn for. */
const NOW = new Date('2026-11-23T14:02:11.000Z')
const AT = NOW.toISOString()

function scan(resourceId: string, ready: string[], passwords: string[]): DatabaseScan {
  const users = [...ready.map(name => databaseUser(name)), ...passwords.map(passwordUser)]
  return { resourceId, users, databases: [], scannedAt: AT, scannedAs: 'gatehouse_scan' }
}

/** The database users that lib/simulator/README.md tells of. */
const SCANS = {
  [ID.ordersProd]: scan(
    ID.ordersProd,
    'app_readonly app_readwrite app_migrator reporting support_ro oncall_rw metrics dba_admin dev_ana dev_bo gatehouse_scan'.split(
      ' ',
    ),
    ['legacy_api', 'postgres'],
  ),
  [ID.inventoryStaging]: scan(
    ID.inventoryStaging,
    ['stock_ro', 'stock_rw', 'app_migrator', 'gatehouse_scan'],
    ['postgres'],
  ),
}

/** The cast over real HTTP, through the adapters that the product reads with. */
async function readCast(): Promise<Inventory> {
  const aws = await simulatedAccount()
  try {
    const [regions, iam] = [await readRegionsPart('aws', null, AT), await readIamPart(null, AT)]
    return {
      ...regions,
      ...iam,
      // When a report is made is the simulator's clock, not the cast's.
      principals: iam.principals.map(principal => ({
        ...principal,
        credentials: principal.credentials && { ...principal.credentials, asOf: AT },
      })),
      accountId: '111122223333',
      accountAlias: 'larkspur-prod',
      partition: 'aws',
      callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/server',
      quotas: DOCUMENTED_QUOTAS,
      scans: SCANS,
      caveats: [],
      readAt: AT,
    }
  } finally {
    await aws.close()
  }
}

/** As the README writes it. */
function rowOf({ severity, rule, subject, targets }: Finding): string {
  const names = targets.map(({ name }) => name).sort()
  const about = names.length > 3 ? `${names.length} targets` : names.join(', ') || '–'
  return `${severity} | ${rule} | ${subject.label} | ${about}`
}

function rowsOfReadme(): string[] {
  const text = readFileSync(new URL('../simulator/README.md', import.meta.url), 'utf8')
  const section = text.split(/^## Findings.*$/m)[1]?.split(/^## /m)[0] ?? ''
  return section
    .split('\n')
    .filter(line => /^\| (critical|high|medium|low) \|/.test(line))
    .map(line =>
      line
        .split('|')
        .slice(1, 5)
        .map(cell => cell.trim().replaceAll('`', ''))
        .join(' | '),
    )
}

let inventory: Inventory
let findings: Finding[]
beforeAll(async () => {
  inventory = await readCast()
  findings = findAll(compileAccess(inventory), { now: NOW })
})

describe('findings of the cast', () => {
  it('are those that its README tells, no more and no fewer', () => {
    expect(findings.map(rowOf).sort()).toEqual(rowsOfReadme().sort())
  })

  it('have ids of their own', () => {
    expect(new Set(findings.map(({ id }) => id)).size).toBe(findings.length)
  })

  it('mark lines that the shown document has', () => {
    for (const { evidence } of findings) {
      if (evidence.kind !== 'policy') continue
      const lines = evidence.displayText.split('\n').length
      for (const line of evidence.markedLines) expect(line).toBeLessThanOrEqual(lines)
    }
  })

  it('keep their text and ids over a second reading', async () => {
    const again = await readCast()
    expect(findAll(compileAccess(again), { now: NOW })).toEqual(findings)
  })
})

describe('fixes of the cast', () => {
  const documentFixes = () =>
    findings.flatMap(finding =>
      finding.fixes.flatMap(fix =>
        fix.plan.kind === 'replaceDocument' ? [{ finding, fix, plan: fix.plan }] : [],
      ),
    )

  it('begin from the text in force and end in one that IAM takes', () => {
    expect(documentFixes().length).toBeGreaterThan(30)
    for (const { plan } of documentFixes()) {
      expect(inventory.policies.find(({ id }) => id === plan.policyId)?.text).toBe(plan.before)
      expect(validateDocument(plan.after).filter(({ severity }) => severity === 'error')).toEqual([])
      expect(plan.after).not.toBe(plan.before)
    }
  })

  it('tell the same effect as the whole account judged before and after', () => {
    const before = compileAccess(inventory)
    for (const { fix, plan, finding } of documentFixes()) {
      const source = inventory.policies.find(({ id }) => id === plan.policyId)
      if (!source) throw new Error(`No policy ${plan.policyId}`)
      const changed = inventoryAfter(inventory, {
        sources: [{ ...source, text: plan.after }],
        attachments: [],
      })
      const { changes } = effectOf(before, compileAccess(changed), inventory.targets)
      const open = (verdict: string) => verdict === 'canConnect' || verdict === 'conditional'
      const added = changes.filter(change => !open(change.before) && open(change.after)).length
      const removed = changes.filter(change => open(change.before) && !open(change.after)).length
      expect({ id: finding.id, fix: fix.id, added: fix.effect.added, removed: fix.effect.removed }).toEqual({
        id: finding.id,
        fix: fix.id,
        added,
        removed,
      })
    }
  })

  it('end the finding', () => {
    for (const { finding, plan, fix } of documentFixes()) {
      const policies = inventory.policies.map(source =>
        source.id === plan.policyId ? { ...source, text: plan.after } : source,
      )
      const left = findAll(compileAccess({ ...inventory, policies }), { now: NOW })
      expect(
        left.map(({ id }) => id),
        `${finding.id} after ${fix.id}`,
      ).not.toContain(finding.id)
    }
  })

  it('change as little text as they can', () => {
    const lines = (text: string) => displayText(text).split('\n')
    for (const { finding, plan, fix } of documentFixes()) {
      if (fix.id !== 'correct') continue
      const after = lines(plan.after)
      const changed = lines(plan.before).filter((line, at) => line !== after[at])
      expect(changed.length, finding.id).toBe(
        finding.evidence.kind === 'policy' ? finding.evidence.markedLines.length : 0,
      )
    }
  })
})
