import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import type { Principal } from '@/lib/access/model/principal'
import { rankedRows, type SortDirection } from '@/lib/access/reach/ranked-rows'
import { prepareSummaries, type ReachCounts, reachCounts } from '@/lib/access/reach/summary'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'

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

const PER_PAGE = 50

/** Pages count from 1. */
export async function listPrincipals(
  context: Context,
  question: {
    find?: string
    page?: number
    perPage?: number
    group?: Principal['group']
    sort?: PrincipalListSort
    direction?: SortDirection
  } = {},
): Promise<PrincipalList> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  const find = question.find?.trim().toLowerCase() ?? ''
  await prepareSummaries(access, yieldToEventLoop)
  const ordered = inOrder(access, question.sort ?? 'kind', question.direction ?? 'asc')
  const matching = inventory.principals
    .filter(principal => !question.group || principal.group === question.group)
    .filter(principal => matches(principal, find))
  const found = ordered(matching)
  const perPage = question.perPage ?? PER_PAGE
  const pages = Math.max(1, Math.ceil(found.length / perPage))
  const page = Math.min(Math.max(1, question.page ?? 1), pages)
  const rows = found
    .slice((page - 1) * perPage, page * perPage)
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
