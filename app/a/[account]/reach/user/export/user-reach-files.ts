import { organizationWordsOf, verdictWords } from '@/lib/access/model/as-far-as-read'
import { csv } from '@/lib/csv'
import type { UserReachPage } from '@/lib/services/principals/get-user-reach'
import { caveatLines, scopeInWords } from '../../export/reach-files'
import { notListed, standingInWords, userAnswer } from '../_components/user-words'
import type { UserReachQuery } from '../search-params'

const HEAD =
  'target,resource id,region,database user,user there,principal,group,administrator,verdict,condition or reason,policy,statement'.split(
    ',',
  )

/** A line for each principal on each target; a target that nobody is allowed on has one without a principal. */
export function userReachCsv(value: UserReachPage, query: UserReachQuery): string {
  const { name } = query
  const about = csv(
    ['As of', value.readAt],
    [
      ['Counted', scopeInWords(query)],
      ['Answer', userAnswer(name, value)],
      ...notListed(value).map(sentence => ['Not listed', sentence]),
      ...caveatLines(value.caveats),
      [],
    ],
  )
  const lines = value.places.flatMap(place => {
    const { target, rows } = place
    const where = [target.name, target.resourceId, target.region, name, standingInWords(place)]
    if (rows.length === 0)
      return [[...where, null, null, null, verdictWords('noAccess', false), null, null, null]]
    return rows.map(({ principal, verdict, asFarAsRead, note, decidedBy }) => [
      ...where,
      ...[principal.arn, principal.group, principal.administrator ? 'yes' : 'no'],
      verdictWords(verdict, asFarAsRead),
      ...[note, decidedBy?.policyName ?? null, decidedBy?.statement ?? null],
    ])
  })
  return about + csv(HEAD, lines)
}

export function userReachJson(value: UserReachPage, query: UserReachQuery) {
  const { places, principals, reachedOn, counts, elsewhere, unknown, caveats, readAt } = value
  const { name, production, withoutAdministrators } = query
  return {
    asOf: readAt,
    organizationPolicies: organizationWordsOf(value.asFarAsRead),
    databaseUser: name,
    shown: { production, withoutAdministrators },
    answer: userAnswer(name, value),
    principals,
    reachedOn,
    counts,
    targetsWithoutIt: elsewhere,
    targetsNotRead: unknown,
    caveats,
    targets: places.map(({ before: _before, after: _after, ...place }) => place),
  }
}
