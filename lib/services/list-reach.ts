import 'server-only'
import type { Caveat } from '@/lib/access/caveat'
import { type CompiledAccess, compileAccess } from '@/lib/access/compile-access'
import {
  PRINCIPAL_SORTS,
  type PrincipalSort,
  rankedRows,
  type SortDirection,
  TARGET_SORTS,
  type TargetSort,
  USER_SORTS,
  type UserSort,
} from '@/lib/access/ranked-rows'
import { principalsAnswer, targetsAnswer, usersAnswer } from '@/lib/access/reach-answer'
import {
  type PrincipalReachRow,
  principalReachRows,
  type ReachScope,
  type TargetReachRow,
  targetReachRows,
  type UserReachRow,
  userReachRows,
} from '@/lib/access/reach-rows'
import { type ReachUnknowns, reachUnknowns } from '@/lib/access/reach-unknowns'
import { prepareSummaries } from '@/lib/access/summary'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { breathe } from '@/lib/services/breathe'
import { loadInventory } from '@/lib/services/load-inventory'

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
  unknowns: ReachUnknowns
  caveats: Caveat[]
  readAt: string
}

type Shaped = Pick<ReachList, 'list' | 'answer' | 'total' | 'most'>

const mostOf = (counts: number[]) => counts.reduce((most, count) => Math.max(most, count), 0)

function holds(texts: (string | null)[], find: string): boolean {
  const term = find.trim().toLowerCase()
  return term === '' || texts.some(text => text?.toLowerCase().includes(term))
}

function shape(access: CompiledAccess, question: ReachQuestion, targets: number): Shaped {
  const { find, direction } = question
  const principals = access.inventory.principals.length
  if (question.view === 'principals') {
    const all = principalReachRows(access, question)
    const found = all.filter(({ label, arn, description }) => holds([label, arn, description], find))
    const rows = rankedRows(found, PRINCIPAL_SORTS[question.sort], direction, row => row.label)
    const answer = principalsAnswer(all, targets, question)
    return {
      list: { view: 'principals', rows },
      answer,
      total: all.length,
      most: mostOf(all.map(row => row.targets)),
    }
  }
  if (question.view === 'targets') {
    const all = targetReachRows(access, question)
    const found = all.filter(({ name, resourceId, region }) => holds([name, resourceId, region], find))
    const rows = rankedRows(found, TARGET_SORTS[question.sort], direction, row => row.name)
    const answer = targetsAnswer(all, principals, question)
    return {
      list: { view: 'targets', rows },
      answer,
      total: all.length,
      most: mostOf(all.map(row => row.principals)),
    }
  }
  const all = userReachRows(access, question)
  const found = all.filter(({ name }) => holds([name], find))
  const rows = rankedRows(found, USER_SORTS[question.sort], direction, row => row.name)
  const answer = usersAnswer(all, principals, question)
  return {
    list: { view: 'users', rows },
    answer,
    total: all.length,
    most: mostOf(all.map(row => row.principals)),
  }
}

/** The whole account in one ranked list: who reaches most, and what is reached by most. */
export async function listReach(operator: Operator, question: ReachQuestion): Promise<ReachList> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const access = compileAccess(inventory)
  await prepareSummaries(access, breathe)
  const unknowns = reachUnknowns(access, question)
  return {
    ...shape(access, question, unknowns.targets),
    targets: unknowns.targets,
    principals: inventory.principals.length,
    unknowns,
    caveats: inventory.caveats,
    readAt: inventory.readAt,
  }
}
