import { organizationWordsOf, UNREAD_SENTENCE } from '@/lib/access/model/as-far-as-read'
import type { Caveat } from '@/lib/access/model/caveat'
import { csv } from '@/lib/csv'
import type { ReachList, ReachRows } from '@/lib/services/principals/list-reach'
import { unknownsInWords } from '../_components/unknowns-in-words'
import type { ReachQuery } from '../search-params'

type Value = string | number | boolean | null

const yesNo = (value: boolean) => (value ? 'yes' : 'no')

function table(list: ReachRows): { head: string[]; rows: Value[][] } {
  if (list.view === 'principals')
    return {
      head: 'principal,group,what it is,administrator,targets reached,conditional,dormant,not evaluated,database users,any name on,production targets reached'.split(
        ',',
      ),
      rows: list.rows.map(row => [
        ...[row.arn, row.group, row.description, yesNo(row.administrator), row.targets, row.conditional],
        ...[row.dormant, row.notEvaluated, row.databaseUsers ?? 'not known', row.anyName, row.production],
      ]),
    }
  if (list.view === 'targets')
    return {
      head: 'target,resource id,region,production,iam authentication,users read,reached by,administrators,only by wildcard,conditional,dormant,not evaluated'.split(
        ',',
      ),
      rows: list.rows.map(row => [
        ...[row.name, row.resourceId, row.region, yesNo(row.production), row.iamAuth.state, yesNo(row.read)],
        ...[row.principals, row.administrators ?? 'left out', row.onlyWildcard],
        ...[row.conditional, row.dormant, row.notEvaluated],
      ]),
    }
  return {
    head: 'database user,principals,reached on,exists on,iam-ready on,missing on,not read on,dormant principals,not evaluated principals'.split(
      ',',
    ),
    rows: list.rows.map(row => [
      ...[row.name, row.principals, row.reachedOn, row.exists, row.ready, row.missing, row.unread],
      ...[row.dormant, row.notEvaluated],
    ]),
  }
}

export function scopeInWords({
  production,
  withoutAdministrators,
}: Pick<ReachQuery, 'production' | 'withoutAdministrators'>): string {
  const targets = production ? 'production targets' : 'all targets'
  return `${targets}, ${withoutAdministrators ? 'without administrators' : 'with administrators'}`
}

export const caveatLines = (caveats: readonly Caveat[]) =>
  caveats.map(({ subject, message, at }) => ['Caveat', subject, message, at])

/** Every row that the filters leave, with its age and what weakens it. */
export function reachCsv(
  { list, answer, unknowns, caveats, asFarAsRead, readAt }: ReachList,
  query: ReachQuery,
): string {
  const { head, rows } = table(list)
  const about = csv(
    ['As of', readAt],
    [
      ['Counted', scopeInWords(query)],
      ...(query.find ? [['Find', query.find]] : []),
      ['Answer', answer],
      ...(asFarAsRead ? [['Counts', UNREAD_SENTENCE]] : []),
      ...unknownsInWords(unknowns).map(sentence => ['Not known', sentence]),
      ...caveatLines(caveats),
      [],
    ],
  )
  return about + csv(head, rows)
}

export function reachJson(
  { list, answer, unknowns, caveats, asFarAsRead, readAt }: ReachList,
  query: ReachQuery,
) {
  const { view, sort, direction, find, production, withoutAdministrators } = query
  return {
    asOf: readAt,
    view,
    shown: { find, production, withoutAdministrators, sort, direction },
    answer,
    organizationPolicies: organizationWordsOf(asFarAsRead),
    unknowns,
    caveats,
    rows: list.rows,
  }
}
