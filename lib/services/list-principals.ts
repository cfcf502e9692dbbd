import 'server-only'
import { compileAccess } from '@/lib/access/compile-access'
import type { Principal } from '@/lib/access/principal'
import { type ReachCounts, reachCounts } from '@/lib/access/summary'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/load-inventory'

export const PRINCIPALS_PER_PAGE = 50

export interface PrincipalLine extends Pick<Principal, 'arn' | 'label' | 'kind' | 'group' | 'description'> {
  reach: ReachCounts
}

const GROUPS: Principal['group'][] = ['people', 'workloads', 'iamUsers']

const byGroupAndName = (a: Principal, b: Principal) =>
  GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || (a.label < b.label ? -1 : 1)

function matches(principal: Principal, find: string): boolean {
  if (!find) return true
  const texts = [
    principal.label,
    principal.arn,
    principal.description ?? '',
    ...Object.values(principal.tags),
  ]
  return texts.some(text => text.toLowerCase().includes(find))
}

/** Pages count from 1. */
export async function listPrincipals(
  operator: Operator,
  question: { find?: string; page?: number; group?: Principal['group'] } = {},
): Promise<{ rows: PrincipalLine[]; total: number; page: number; pages: number; readAt: string }> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  const find = question.find?.trim().toLowerCase() ?? ''
  const found = inventory.principals
    .filter(principal => !question.group || principal.group === question.group)
    .filter(principal => matches(principal, find))
    .sort(byGroupAndName)
  const pages = Math.max(1, Math.ceil(found.length / PRINCIPALS_PER_PAGE))
  const page = Math.min(Math.max(1, question.page ?? 1), pages)
  const rows = found
    .slice((page - 1) * PRINCIPALS_PER_PAGE, page * PRINCIPALS_PER_PAGE)
    .map(({ arn, label, kind, group, description }) => ({
      arn,
      label,
      kind,
      group,
      description,
      reach: reachCounts(access, arn),
    }))
  return { rows, total: found.length, page, pages, readAt: inventory.readAt }
}
