import { formatCount, formatNumber } from '@/lib/format'
import type { PrincipalReachRow, ReachScope, TargetReachRow, UserReachRow } from './reach-rows'

/** So many at the top are spoken of; more where they tie with the last of them. */
const TOP = 5

interface Top<Row> {
  rows: Row[]
  /** `12 or more of 15 targets`, `all 15 targets`. */
  words: string
}

/** The rows that reach as much as the fifth of them does; null when none reaches anything. */
function topOf<Row>(rows: readonly Row[], reachOf: (row: Row) => number, of: (least: string) => string) {
  const reaching = rows.filter(row => reachOf(row) > 0).sort((a, b) => reachOf(b) - reachOf(a))
  const last = reaching[Math.min(TOP, reaching.length) - 1]
  const first = reaching[0]
  if (!first || !last) return null
  const least = reachOf(last)
  const top = reaching.filter(row => reachOf(row) >= least)
  const figure = formatNumber(least)
  return { rows: top, words: of(least === reachOf(first) ? figure : `${figure} or more`) } satisfies Top<Row>
}

const noun = (count: number, one: string, scope: ReachScope) =>
  formatCount(count, scope.production ? `production ${one}` : one)

const leftOut = (scope: ReachScope) => (scope.withoutAdministrators ? ' Administrators are left out.' : '')

function some(count: number, total: number, one: string, many: string): string {
  if (count === 0) return total === 1 ? `it ${one.replace(/^is /, 'is not ')}` : `none of them ${one}`
  if (total === 1) return `it ${one}`
  return count === total
    ? `all of them ${many}`
    : `${formatNumber(count)} of them ${count === 1 ? one : many}`
}

/** `5 principals reach 12 or more of 15 targets; 3 of them are administrators.` */
export function principalsAnswer(
  rows: readonly PrincipalReachRow[],
  targets: number,
  scope: ReachScope,
): string {
  const all = noun(targets, 'target', scope)
  const top = topOf(
    rows,
    row => row.targets,
    least => `${least} of ${all}`,
  )
  if (!top) return `No principal reaches any of ${all}.${leftOut(scope)}`
  const count = top.rows.length
  const sentence = `${formatCount(count, 'principal reaches', 'principals reach')} ${top.words}`
  if (scope.withoutAdministrators) return `${sentence}.${leftOut(scope)}`
  const administrators = top.rows.filter(row => row.administrator).length
  return `${sentence}; ${some(administrators, count, 'is an administrator', 'are administrators')}.`
}

/** `5 targets are reached by 20 or more of 46 principals; 4 of them are in production.` */
export function targetsAnswer(
  rows: readonly TargetReachRow[],
  principals: number,
  scope: ReachScope,
): string {
  const all = formatCount(principals, 'principal')
  const top = topOf(
    rows,
    row => row.principals,
    least => `${least} of ${all}`,
  )
  if (!top) return `No ${scope.production ? 'production ' : ''}target is reached by anybody.${leftOut(scope)}`
  const count = top.rows.length
  const one = scope.production ? 'production target' : 'target'
  const sentence = `${formatCount(count, `${one} is`, `${one}s are`)} reached by ${top.words}`
  if (scope.production) return `${sentence}.${leftOut(scope)}`
  const production = top.rows.filter(row => row.production).length
  return `${sentence}; ${some(production, count, 'is in production', 'are in production')}.${leftOut(scope)}`
}

/** `5 database users let in 9 or more of 46 principals; 1 of them exists on no target that was read.` */
export function usersAnswer(rows: readonly UserReachRow[], principals: number, scope: ReachScope): string {
  const all = formatCount(principals, 'principal')
  const top = topOf(
    rows,
    row => row.principals,
    least => `${least} of ${all}`,
  )
  const where = scope.production ? ' to production' : ''
  if (!top) return `No database user lets anybody in${where}.${leftOut(scope)}`
  const count = top.rows.length
  const sentence = `${formatCount(count, 'database user lets', 'database users let')} in ${top.words}${where}`
  const unseen = top.rows.filter(row => row.exists === 0).length
  const rest = unseen > 0 ? `; ${some(unseen, count, 'was', 'were')} seen in no database that was read` : ''
  return `${sentence}${rest}.${leftOut(scope)}`
}
