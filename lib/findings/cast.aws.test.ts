import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { inventoryAfter } from '@/lib/grants/apply-changes'
import { effectOf } from '@/lib/grants/effect'
import { displayText, validateDocument } from '@/lib/iam/index'
import { findAll } from './find-all'
import type { Finding } from './finding'
import { NOW, readCast } from './testing/read-cast'

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

  it('are the same where the organisation is read: its guardrail stops one login and hides no mistake', async () => {
    const readable = compileAccess(await readCast(undefined, { readable: true }))
    expect(findAll(readable, { now: NOW }).map(rowOf).sort()).toEqual(rowsOfReadme().sort())
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
      const policy = inventory.policies.find(({ id }) => id === plan.policyId)
      expect(policy?.text).toBe(plan.before)
      const kind = policy?.kind === 'inline' ? 'identity' : 'managed'
      expect(validateDocument(plan.after, kind).filter(({ severity }) => severity === 'error')).toEqual([])
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
