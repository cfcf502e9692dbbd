import type { Inventory } from '@/lib/access/model/inventory'
import type { Changes } from '../changes'
import type { GrantIntent } from '../intent'
import type { Subject } from '../subject'

export interface ExportInput {
  intent: GrantIntent
  subjects: Subject[]
  changes: Changes
  inventory: Inventory
}

/** The name under which the policy is kept: its own, or that of the policy that is extended. */
export function policyNameOf({ intent: { placement } }: Pick<ExportInput, 'intent'>): string {
  return placement.kind === 'existingManaged'
    ? (placement.policyArn.split('/').at(-1) ?? '')
    : placement.policyName
}

export function policyPathOf({ intent: { placement } }: Pick<ExportInput, 'intent'>): string {
  return placement.kind === 'newManaged' ? placement.path || '/' : '/'
}

/** `gh-reporting-analysts` → `gh_reporting_analysts` or `GhReportingAnalysts`: names that a template takes. */
export function templateName(text: string, style: 'snake' | 'pascal'): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter(word => word !== '')
  if (style === 'snake') return words.join('_').toLowerCase().replace(/^(\d)/, 'p$1') || 'policy'
  return words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Policy'
}
