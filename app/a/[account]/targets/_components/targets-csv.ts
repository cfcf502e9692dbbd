import { organizationWordsOf, UNREAD_SENTENCE } from '@/lib/access/model/as-far-as-read'
import { codeOwnerOf, ownerName } from '@/lib/access/model/code-owner'
import { isKnown, oldest } from '@/lib/access/model/part'
import { isWhole, listings } from '@/lib/access/reading/region-reading'
import { csv } from '@/lib/csv'
import type { TargetReading, TargetRow } from './target-row'

type Facts = Pick<TargetReading, 'readAt' | 'caveats' | 'asFarAsRead' | 'regions' | 'iam'>

const HEAD = [
  'name',
  'kind',
  'resource id',
  'arn',
  'region',
  'engine',
  'status',
  'iam authentication',
  'kept by code',
  'tls enforced',
  'iam-ready users',
  'database users',
  'can connect',
  'conditional',
  'dormant',
  'open findings',
  'organisation policies',
  'read at',
  'not read',
]

/** As far as tags say. */
function ownerIn(row: TargetRow): string {
  const owner = codeOwnerOf(row)
  return owner ? ownerName(owner) : row.tags ? '' : 'tags not read'
}

const NOT_EVALUATED = 'not evaluated'

/** A line is as old as the oldest of what stands in it: its Region's targets and, where it counts people, IAM. */
function dateOfRow({ regions, iam, readAt }: Facts, { region: name }: TargetRow): string {
  const region = regions.find(({ region }) => region === name)
  return (
    oldest([...(region ? listings(region).filter(isKnown) : []), ...(isKnown(iam) ? [iam] : [])]) ?? readAt
  )
}

/** What is missing or old is a line too: a file without it would read as a file of everything, and of now. */
function missingLines({ caveats, regions, iam }: Facts) {
  const isShown = ({ scope, subject }: Facts['caveats'][number]) =>
    scope === 'iam' ? isKnown(iam) : regions.some(each => each.region === subject && isWhole(each))
  return caveats
    .filter(({ scope }) => scope === 'region' || scope === 'iam')
    .map(caveat => {
      const kind = isShown(caveat) ? 'shown as before' : 'not read'
      return [caveat.subject, kind, ...HEAD.slice(2, -2).map(() => null), caveat.at, caveat.message]
    })
}

/** With what was not read: without it a Region that is missing, or a count of 0, would be taken for an answer. */
export function targetsCsv(rows: TargetRow[], facts: Facts): string {
  const { caveats, asFarAsRead, iam } = facts
  const notRead = caveats.flatMap(({ scope, subject }) => (scope === 'guardrails' ? [] : subject)).join('; ')
  const policies = asFarAsRead ? UNREAD_SENTENCE : organizationWordsOf(false)
  const lines = rows.map(row => {
    const { summary, users, findings } = row
    const counts = summary && [summary.canConnect, summary.conditional, summary.dormant]
    const open = findings && Object.values(findings).reduce((sum, count) => sum + count, 0)
    return [
      row.name,
      row.kind,
      row.resourceId,
      row.arn,
      row.region,
      row.engineLabel,
      row.status,
      row.iamAuth.state,
      ownerIn(row),
      row.tlsEnforced ?? 'not read',
      users.iamUsers ?? 'not read',
      users.databaseUsers ?? 'not read',
      ...(counts ?? [NOT_EVALUATED, NOT_EVALUATED, NOT_EVALUATED]),
      open ?? (summary ? 'not looked for' : NOT_EVALUATED),
      isKnown(iam) ? policies : NOT_EVALUATED,
      dateOfRow(facts, row),
      notRead,
    ]
  })
  return csv(HEAD, [...lines, ...missingLines(facts)])
}
