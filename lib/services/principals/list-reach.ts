import 'server-only'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { asRead, someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import type { Part } from '@/lib/access/model/part'
import {
  PRINCIPAL_SORTS,
  type PrincipalSort,
  rankedRows,
  type SortDirection,
  TARGET_SORTS,
  type TargetSort,
  USER_SORTS,
  type UserSort,
} from '@/lib/access/reach/ranked-rows'
import { principalsAnswer, targetsAnswer, usersAnswer } from '@/lib/access/reach/reach-answer'
import {
  type PrincipalReachRow,
  principalReachRows,
  type ReachScope,
  type TargetReachRow,
  targetReachRows,
  type UserReachRow,
  userReachRows,
} from '@/lib/access/reach/reach-rows'
import { type ReachUnknowns, reachUnknowns } from '@/lib/access/reach/reach-unknowns'
import { prepareSummaries } from '@/lib/access/reach/summary'
import { asOf } from '@/lib/access/reading/as-of'
import { beyondPolicies, beyondRead } from '@/lib/access/reading/beyond-read'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { unreadWords } from '@/lib/access/reading/unread-listings'
import { unreadPolicies } from '@/lib/access/reading/unread-policies'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'

export type ReachQuestion = ReachScope & { find: string; direction: SortDirection } & (
    | { view: 'principals'; sort: PrincipalSort }
    | { view: 'targets'; sort: TargetSort }
    | { view: 'users'; sort: UserSort }
  )

/** All rows that the filters leave, in order. */
export type ReachRows =
  | { view: 'principals'; rows: PrincipalReachRow[] }
  | { view: 'targets'; rows: TargetReachRow[] }
  | { view: 'users'; rows: UserReachRow[] }

export interface ReachList {
  list: ReachRows
  answer: string
  /** Rows before `find`. */
  total: number
  /** The largest count of the ranking column among them: what a full bar stands for. */
  most: number
  /** Targets in scope, and principals of the account. */
  targets: number
  principals: number
  /** SCPs over somebody are unread: every count of who can connect holds as far as read. */
  asFarAsRead: boolean
  /** What the counts leave out of policies; null: nothing. */
  policiesUnread: string | null
  /** Regions whose targets are not in it, in words; null: none. */
  targetsUnread: string | null
  unknowns: ReachUnknowns
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

type Shaped = Pick<ReachList, 'list' | 'answer' | 'total' | 'most'>

interface Reading<Row> {
  textsOf: (row: Row) => (string | null)[]
  keyOf: (row: Row) => string | number
  nameOf: (row: Row) => string
  countOf: (row: Row) => number
}

function ranked<Row>(all: readonly Row[], { find, direction }: ReachQuestion, reading: Reading<Row>) {
  const term = find.trim().toLowerCase()
  const found = term
    ? all.filter(row => reading.textsOf(row).some(text => text?.toLowerCase().includes(term)))
    : all
  return {
    rows: rankedRows(found, reading.keyOf, direction, reading.nameOf),
    total: all.length,
    most: all.reduce((most, row) => Math.max(most, reading.countOf(row)), 0),
  }
}

function shape(access: CompiledAccess, question: ReachQuestion, targets: number): Shaped {
  const { view } = question
  const principals = access.inventory.principals.length
  if (view === 'principals') {
    const all = principalReachRows(access, question)
    const { rows, ...sizes } = ranked(all, question, {
      textsOf: ({ label, arn, description }) => [label, arn, description],
      keyOf: PRINCIPAL_SORTS[question.sort],
      nameOf: row => row.label,
      countOf: row => row.targets,
    })
    return { list: { view, rows }, answer: principalsAnswer(all, targets, question), ...sizes }
  }
  if (view === 'targets') {
    const all = targetReachRows(access, question)
    const { rows, ...sizes } = ranked(all, question, {
      textsOf: ({ name, resourceId, region }) => [name, resourceId, region],
      keyOf: TARGET_SORTS[question.sort],
      nameOf: row => row.name,
      countOf: row => row.principals,
    })
    return { list: { view, rows }, answer: targetsAnswer(all, principals, question), ...sizes }
  }
  const all = userReachRows(access, question)
  const { rows, ...sizes } = ranked(all, question, {
    textsOf: row => [row.name],
    keyOf: USER_SORTS[question.sort],
    nameOf: row => row.name,
    countOf: row => row.principals,
  })
  return { list: { view, rows }, answer: usersAnswer(all, principals, question), ...sizes }
}

/** The whole account in one ranked list: who reaches most, and what is reached by most. */
export async function listReach(context: Context, question: ReachQuestion): Promise<ReachList> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  await prepareSummaries(access, yieldToEventLoop)
  const unknowns = reachUnknowns(access, question)
  const asFarAsRead = someAsFarAsRead(inventory)
  const beyond = beyondRead(inventory.regions)
  const policies = beyondPolicies(inventory)
  const shaped = shape(access, question, unknowns.targets)
  return {
    ...shaped,
    answer: [asRead(shaped.answer, asFarAsRead && shaped.most > 0), policies, beyond]
      .filter(Boolean)
      .join(' '),
    targets: unknowns.targets,
    principals: inventory.principals.length,
    unknowns,
    policiesUnread: unreadPolicies(inventory),
    targetsUnread: unreadWords(inventory.regions),
    asFarAsRead,
    iam: inventory.parts.iam,
    caveats: inventory.caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}
