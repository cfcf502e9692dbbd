import { compileAccess } from '@/lib/access/decide/compile-access'
import { AT, sampleInventory } from '@/lib/access/testing/sample-inventory'
import { findAll } from '@/lib/findings/find-all'
import type { Finding } from '@/lib/findings/finding'

/** The day of every test. */
export const NOW = new Date(AT)

/** For tests: what one rule says of a small world. */
export function findingsOf(rule: string, parts: Parameters<typeof sampleInventory>[0]): Finding[] {
  const found = findAll(compileAccess(sampleInventory(parts)), { now: NOW })
  return found.filter(finding => finding.rule === rule)
}
