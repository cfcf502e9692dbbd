import { UNREAD_SENTENCE, verdictWords } from '@/lib/access/as-far-as-read'
import type { ExplainedCell } from '@/lib/services/explain-cell'

const OUTCOMES = { pass: 'yes', fail: 'no', unknown: 'not known' } as const

function simulatedLines(simulated: ExplainedCell['simulated']): string[] {
  if (!simulated) return []
  const { askedAt, decision, organizationAllows, current } = simulated
  return [
    `- Asked ${askedAt}: ${decision}`,
    ...(organizationAllows === null ? [] : [`- AllowedByOrganizations: ${organizationAllows}`]),
    ...(current ? [] : ['- Old: a policy here has changed since, so it is not applied']),
  ]
}

/** The panel as plain text, complete and dated, for a ticket or an audit file. */
export function evidenceText(explanation: ExplainedCell): string {
  const statements = explanation.statements.map(({ reason }) =>
    [
      `- ${reason.effect} in ${reason.policyName}${reason.versionId ? ` ${reason.versionId}` : ''},`,
      `statement ${reason.statementIndex + 1} of ${reason.statementCount}${reason.sid ? ` (${reason.sid})` : ''},`,
      `lines ${reason.lines.from} to ${reason.lines.to}, ${reason.policyId}`,
    ].join(' '),
  )
  const part = (title: string, lines: string[]) => (lines.length > 0 ? ['', title, ...lines] : [])
  return [
    explanation.title,
    `${verdictWords(explanation.verdict, explanation.asFarAsRead)}. ${explanation.sentence} ${explanation.detail}`.trim(),
    '',
    `Principal: ${explanation.principalArn}`,
    `Database user: ${explanation.databaseUser}`,
    `Target: ${explanation.target} (${explanation.resourceId})`,
    `Data as of: ${explanation.asOf}`,
    ...(explanation.asFarAsRead ? [UNREAD_SENTENCE] : []),
    ...part('AWS policy simulator', simulatedLines(explanation.simulated)),
    ...part(
      'Checks',
      explanation.checks.map(check => `- ${check.text}: ${OUTCOMES[check.outcome]}`),
    ),
    ...part(
      'Conditions',
      explanation.conditionsInWords.map(condition => `- ${condition.text}`),
    ),
    ...part('Deciding statements', statements),
    ...part('What is missing', explanation.missingPiece ? [`- ${explanation.missingPiece.text}`] : []),
    ...part('What would end it', explanation.removal ? [`- ${explanation.removal.text}`] : []),
    ...part(
      'Who can become this principal',
      explanation.becomes.map(
        path => `- ${path.label}: ${path.decision}${path.note ? `, ${path.note}` : ''}`,
      ),
    ),
    ...part(
      'Not read',
      explanation.caveats.map(caveat => `- ${caveat.subject}: ${caveat.message}`),
    ),
    '',
  ].join('\n')
}
