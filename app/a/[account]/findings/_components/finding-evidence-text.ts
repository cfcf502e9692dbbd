import { SEVERITY_WORDS } from '@/components/severity-mark'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { Finding } from '@/lib/findings/finding'
import { formatCount } from '@/lib/format'
import type { FindingPage } from '@/lib/services/findings/get-finding'

function policyLines({ evidence }: Finding): string[] {
  if (evidence.kind !== 'policy') return []
  const { policyName, policyId, versionId, statementIndex, displayText, markedLines } = evidence
  const version = versionId ? ` ${versionId}` : ''
  const place = statementIndex === null ? 'the whole document' : `statement ${statementIndex + 1}`
  const marks = new Set(markedLines)
  return [
    '',
    `It rests on ${place} of the policy ${policyName}${version} (${policyId}); the lines it is about begin with >.`,
    ...displayText
      .split('\n')
      .map((line, index) => `${marks.has(index + 1) ? '>' : ' '} ${String(index + 1).padStart(4)}  ${line}`),
  ]
}

function affectedLines({ affected, affectedTotal }: Finding): string[] {
  if (affected.length === 0) return []
  const rest = affectedTotal - affected.length
  return [
    '',
    `${formatCount(affectedTotal, 'connection')} ${affectedTotal === 1 ? 'is' : 'are'} affected.`,
    ...affected.map(({ principalArn, databaseUser, target, resourceId, before, asFarAsRead = false }) => {
      const verdict = verdictWords(before, asFarAsRead).toLowerCase()
      return `${principalArn} as ${databaseUser} on ${target} (${resourceId}): ${verdict}.`
    }),
    ...(rest > 0 ? [`${formatCount(rest, 'other')} not named here.`] : []),
  ]
}

/** A finding as plain text, for a ticket or an audit file: what, why, resting on which text, asked by whom. */
export function findingEvidenceText(
  page: Pick<FindingPage, 'finding' | 'firstSeen' | 'suppression' | 'unread' | 'askedBy' | 'readAt' | 'now'>,
): string {
  const { finding, firstSeen, suppression, unread, askedBy, readAt, now } = page
  const { title, sentence, severity, rule, subject, targets, evidence, source } = finding
  const places = targets
    .map(({ name, resourceId, region }) => `${name} (${resourceId}, ${region})`)
    .join(', ')
  return [
    `${title} (${SEVERITY_WORDS[severity].toLowerCase()}, rule ${rule})`,
    sentence,
    '',
    `It is about ${subject.principalArn ?? subject.policyId ?? subject.label}${places ? `, on ${places}` : ''}.`,
    firstSeen ? `It was first seen at ${firstSeen}.` : 'When it was first seen is not known.',
    ...(suppression
      ? [`${suppression.acceptedBy} accepted it until ${suppression.until}: ${suppression.reason}`]
      : []),
    `${askedBy} asked at ${now}; the data is as of ${readAt}.`,
    ...(unread ? [`Not all that it rests on was read: ${unread}`] : []),
    ...policyLines(finding),
    ...(evidence.facts.length > 0
      ? ['', ...evidence.facts.map(({ label, value }) => `${label}: ${value}.`)]
      : []),
    ...affectedLines(finding),
    '',
    `The rule follows ${source.title}: ${source.url}`,
    '',
  ].join('\n')
}
