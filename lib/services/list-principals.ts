import 'server-only'
import { someAsFarAsRead } from '@/lib/access/as-far-as-read'
import { asOf } from '@/lib/access/as-of'
import type { Caveat } from '@/lib/access/caveat'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import { type DatedPart, datedParts } from '@/lib/access/dated-parts'
import type { Part } from '@/lib/access/part'
import type { Principal } from '@/lib/access/principal'
import { rankedRows, type SortDirection } from '@/lib/access/ranked-rows'
import { prepareSummaries, type ReachCounts, reachCounts } from '@/lib/access/summary'
import { unreadWords } from '@/lib/access/unread-listings'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { breathe } from '@/lib/services/breathe'
import { loadInventory } from '@/lib/services/load-inventory'

export const PRINCIPALS_PER_PAGE = 50

export interface PrincipalLine
  extends Pick<Principal, 'arn' | 'label' | 'kind' | 'group' | 'description' | 'lastUsedAt'> {
  reach: ReachCounts
}

export interface PrincipalList {
  rows: PrincipalLine[]
  total: number
  page: number
  pages: number
  /** SCPs over somebody are unread. */
  asFarAsRead: boolean
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  /** Regions that were not listed whole: what somebody reaches there is in no count; null: none. */
  unread: string | null
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

const GROUPS: Principal['group'][] = ['people', 'workloads', 'iamUsers']

/** `kind`: in bands, People, Workloads, IAM users. */
export type PrincipalListSort = 'kind' | 'name' | 'reach' | 'used'

/** Equal ones stand by name. Whoever was never used, as far as AWS tells, stands last when sorted by use. */
function inOrder(access: CompiledAccess, sort: PrincipalListSort, direction: SortDirection) {
  const reachOf = ({ arn }: Principal) => {
    const { canConnect, conditional } = reachCounts(access, arn)
    return canConnect + conditional
  }
  const keys: Record<PrincipalListSort, (principal: Principal) => string | number> = {
    kind: ({ group }) => GROUPS.indexOf(group),
    name: ({ label }) => label,
    reach: reachOf,
    used: ({ lastUsedAt }) => lastUsedAt ?? '',
  }
  return (principals: Principal[]) => rankedRows(principals, keys[sort], direction, ({ label }) => label)
}

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
  question: {
    find?: string
    page?: number
    group?: Principal['group']
    sort?: PrincipalListSort
    direction?: SortDirection
  } = {},
): Promise<PrincipalList> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  const find = question.find?.trim().toLowerCase() ?? ''
  await prepareSummaries(access, breathe)
  const ordered = inOrder(access, question.sort ?? 'kind', question.direction ?? 'asc')
  const matching = inventory.principals
    .filter(principal => !question.group || principal.group === question.group)
    .filter(principal => matches(principal, find))
  const found = ordered(matching)
  const pages = Math.max(1, Math.ceil(found.length / PRINCIPALS_PER_PAGE))
  const page = Math.min(Math.max(1, question.page ?? 1), pages)
  const rows = found
    .slice((page - 1) * PRINCIPALS_PER_PAGE, page * PRINCIPALS_PER_PAGE)
    .map(({ arn, label, kind, group, description, lastUsedAt }) => ({
      arn,
      label,
      kind,
      group,
      description,
      lastUsedAt,
      reach: reachCounts(access, arn),
    }))
  const asFarAsRead = someAsFarAsRead(inventory)
  const { caveats, parts } = inventory
  return {
    rows,
    total: found.length,
    page,
    pages,
    asFarAsRead,
    iam: parts.iam,
    unread: unreadWords(inventory.regions),
    caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}
