import 'server-only'
import { administrators } from '@/lib/access/decide/administrators'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import type { MatrixColumn } from '@/lib/access/decide/matrix-column'
import { someAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import type { Part } from '@/lib/access/model/part'
import type { Principal } from '@/lib/access/model/principal'
import type { Target } from '@/lib/access/model/target'
import { reaches, VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { type ReachRow, reachRowAt } from '@/lib/access/reach/reach'
import { type ReachScope, targetReachRows } from '@/lib/access/reach/reach-rows'
import { prepareSummaries } from '@/lib/access/reach/summary'
import { startUserReach, type UserOnTarget } from '@/lib/access/reach/user-reach'
import { asOf } from '@/lib/access/reading/as-of'
import { beyondPolicies, beyondRead } from '@/lib/access/reading/beyond-read'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { assertCan } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/account/load-inventory'
import { runInSlices, yieldToEventLoop } from '@/lib/services/account/yield-to-event-loop'
import type { Context } from '@/lib/services/context'

export interface UserReachRow extends ReachRow {
  principal: Pick<Principal, 'arn' | 'label' | 'group' | 'description'> & { administrator: boolean }
}

/** One target with the rows of it that are on the page. */
export interface UserPlace extends Pick<MatrixColumn, 'kind' | 'iamReady' | 'secondHop' | 'reason'> {
  target: ReachRow['target']
  /** Its engine, version and class can have IAM authentication. */
  grantable: boolean
  counts: Record<Verdict, number>
  rows: UserReachRow[]
  /** Rows of this target that stand on the pages before and after. */
  before: number
  after: number
}

export interface UserReachPage {
  places: UserPlace[]
  counts: Record<Verdict, number>
  /** Who can connect as it somewhere. */
  principals: number
  /** Targets on which somebody can. */
  reachedOn: number
  /** Where it exists or policies name it. */
  targets: number
  /** SCPs over somebody are unread: every count of who can connect holds as far as read. */
  asFarAsRead: boolean
  elsewhere: number
  /** Not read and not named: whether it exists there is not known. `anyName`: who may connect there as any name. */
  unknown: { name: string; region: string; resourceId: string; anyName: number }[]
  /** Regions that were not listed whole, in words; null: all of them were. */
  beyond: string | null
  /** Policies that did not come, in a sentence; null: all of them did. */
  policiesUnread: string | null
  rows: number
  page: number
  pages: number
  /** Users, roles and policies: read now, or kept from before. */
  iam: Part
  caveats: Caveat[]
  readAt: string
  /** That of each part it rests on. */
  dates: DatedPart[]
}

const PLACES_A_BREATH = 100

function countsOf(cells: readonly { verdict: Verdict }[]): Record<Verdict, number> {
  const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, 0])) as Record<Verdict, number>
  for (const { verdict } of cells) counts[verdict]++
  return counts
}

async function placeOf(
  access: CompiledAccess,
  place: UserOnTarget,
  from: number,
  to: number,
): Promise<UserPlace> {
  const { target, column, cells } = place
  const { name, resourceId, region, kind, engineLabel } = target
  const isAdministrator = administrators(access)
  const rows: UserReachRow[] = []
  for (const { principal: index, verdict } of cells.slice(from, to)) {
    const principal = access.inventory.principals[index]
    if (!principal) continue
    const { arn, label, group, description } = principal
    const administrator = isAdministrator[index] === true
    rows.push({
      ...reachRowAt(access, index, { target, column, verdict }),
      principal: { arn, label, group, description, administrator },
    })
    if (rows.length % PLACES_A_BREATH === 0) await yieldToEventLoop()
  }
  return {
    target: { name, resourceId, region, kind, engineLabel },
    grantable: canHaveIamAuth(target.iamAuth.state),
    kind: column.kind,
    iamReady: column.iamReady,
    secondHop: column.secondHop,
    reason: column.reason,
    counts: countsOf(cells),
    rows,
    before: Math.min(from, cells.length),
    after: Math.max(0, cells.length - to),
  }
}

/** A place without a row still has its line. */
const linesOf = ({ cells }: UserOnTarget) => Math.max(1, cells.length)

function unknownPlaces(
  access: CompiledAccess,
  unknown: Target[],
  scope: ReachScope,
): UserReachPage['unknown'] {
  const ids = new Set(unknown.map(({ resourceId }) => resourceId))
  return targetReachRows(access, scope)
    .filter(({ resourceId }) => ids.has(resourceId))
    .map(({ name, region, resourceId, anyName }) => ({ name, region, resourceId, anyName }))
    .sort((a, b) => b.anyName - a.anyName)
}

const USER_ROWS_PER_PAGE = 100

/** One database user over all targets: who can connect as it where, and why. */
export async function getUserReach(
  context: Context,
  question: ReachScope & { name: string; page: number | 'all'; perPage?: number },
): Promise<UserReachPage> {
  assertCan(context, 'read')
  const inventory = await loadInventory(context.account)
  const access = compileAccess(inventory)
  await prepareSummaries(access, yieldToEventLoop)
  const { found, steps } = startUserReach(access, question.name, question)
  await runInSlices(steps)
  const total = found.places.reduce((sum, place) => sum + linesOf(place), 0)
  const size = question.page === 'all' ? Math.max(1, total) : (question.perPage ?? USER_ROWS_PER_PAGE)
  const pages = Math.max(1, Math.ceil(total / size))
  const page = Math.min(Math.max(1, question.page === 'all' ? 1 : question.page), pages)
  const places: UserPlace[] = []
  let start = (page - 1) * size
  let left = size
  for (const place of found.places) {
    const lines = linesOf(place)
    if (start < lines && left > 0) {
      places.push(await placeOf(access, place, start, start + left))
      left -= Math.min(left, lines - start)
    }
    start = Math.max(0, start - lines)
  }
  const cells = found.places.flatMap(place => place.cells)
  const reaching = cells.filter(({ verdict }) => reaches(verdict))
  return {
    places,
    counts: countsOf(cells),
    principals: new Set(reaching.map(({ principal }) => principal)).size,
    reachedOn: found.places.filter(place => place.cells.some(({ verdict }) => reaches(verdict))).length,
    targets: found.places.length,
    elsewhere: found.elsewhere,
    unknown: unknownPlaces(access, found.unknown, question),
    beyond: beyondRead(inventory.regions),
    policiesUnread: beyondPolicies(inventory),
    rows: cells.length,
    page,
    pages,
    asFarAsRead: someAsFarAsRead(inventory),
    iam: inventory.parts.iam,
    caveats: inventory.caveats,
    readAt: asOf(inventory),
    dates: datedParts(inventory),
  }
}
