import type { DecidingStatement } from '@/lib/access/explain/deciding-statement'
import { OUTCOME_WORDS, type PathBlock, type PathStep } from '@/lib/access/explain/path-step'
import { UNREAD_SENTENCE, verdictWords } from '@/lib/access/model/as-far-as-read'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'

/** The statement itself, as the policy's lines are counted. */
function textLines({ reason: { lines }, displayText }: DecidingStatement): string[] {
  const cited = displayText.split('\n').slice(lines.from - 1, lines.to)
  return cited.map((line, index) => `    ${String(lines.from + index).padStart(4)}  ${line}`)
}

function statementLines(statement: DecidingStatement): string[] {
  const { reason, role, inWords } = statement
  const version = reason.versionId ? ` ${reason.versionId}` : ''
  const sid = reason.sid ? ` (${reason.sid})` : ''
  const group = reason.viaGroup ? `, through group ${reason.viaGroup}` : ''
  const place = `${reason.policyName}${version}, statement ${reason.statementIndex + 1} of ${reason.statementCount}${sid}`
  const lines = `lines ${reason.lines.from} to ${reason.lines.to}, ${reason.policyId}${group}`
  return [
    `${role}: ${place}, ${lines}`,
    ...(inWords ? [`  In words: ${inWords}`] : []),
    ...textLines(statement),
  ]
}

const indented = (lines: string[]) => lines.map(line => `  ${line}`)

function blockLines({ name, words, outcome, note, statements }: PathBlock): string[] {
  const said = [...(note ? [note] : []), ...statements.flatMap(statementLines)]
  return [`${name}: ${OUTCOME_WORDS[outcome]} (${words})`, ...indented(said)]
}

const stepLines = (step: PathStep) => [...blockLines(step), ...indented(step.levels.flatMap(blockLines))]

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
  const part = (title: string, lines: string[]) => (lines.length > 0 ? ['', title, ...lines] : [])
  return [
    explanation.title,
    `${verdictWords(explanation.verdict, explanation.asFarAsRead)}. ${explanation.sentence} ${explanation.detail}`.trim(),
    '',
    `This is about ${explanation.principalArn} connecting to ${explanation.target} (${explanation.resourceId}) as the database user ${explanation.databaseUser}.`,
    `${explanation.asked.by} asked at ${explanation.asked.at}; the data is as of ${explanation.asOf}.`,
    ...(explanation.asFarAsRead ? [UNREAD_SENTENCE] : []),
    ...part('AWS policy simulator', simulatedLines(explanation.simulated)),
    ...part('Path', explanation.path.flatMap(stepLines)),
    ...part(
      'Conditions',
      explanation.conditionsInWords.map(condition => `- ${condition.text}`),
    ),
    ...part('What is missing', explanation.missingPiece ? [`- ${explanation.missingPiece.text}`] : []),
    ...part('What would end it', explanation.removal ? [`- ${explanation.removal.text}`] : []),
    ...part(
      'Who can become this principal',
      explanation.becomes.length === 0
        ? []
        : [
            ...explanation.becomes.map(
              path => `- ${path.label}: ${path.decision}${path.note ? `, ${path.note}` : ''}`,
            ),
            ...(explanation.waysCaveat ? [explanation.waysCaveat] : []),
          ],
    ),
    ...part(
      'Not known',
      explanation.caveats.map(
        caveat =>
          `- ${caveat.subject}: ${caveat.message}${caveat.whose ? ` It weakens answers of ${caveat.whose} only.` : ''}`,
      ),
    ),
    '',
  ].join('\n')
}
