import { JsonCode } from '@/components/json-code'
import { CopyButton } from '@/components/ui/copy-button'
import type { DecidingStatement } from '@/lib/access/explain'
import { statementsTitle } from '@/lib/access/explain-words'

type Reason = DecidingStatement['reason']

const PLACES: Record<Reason['layer'], string> = {
  identity: '',
  boundary: 'as permissions boundary',
  scp: 'as SCP',
  session: 'as session policy',
}

function whereIs(reason: Reason): string {
  const place = reason.viaGroup ? `through group ${reason.viaGroup}` : PLACES[reason.layer]
  const statement =
    reason.statementIndex < 0 ? '' : `statement ${reason.statementIndex + 1} of ${reason.statementCount}`
  return [reason.versionId, statement, place].filter(Boolean).join(', ')
}

/** The statements that decide, with the policy's own line numbers; deciding lines marked. */
export function WhyStatements({ statements }: { statements: DecidingStatement[] }) {
  if (statements.length === 0) return null
  return (
    <section aria-label={statementsTitle(statements)} className="border-b border-line">
      <h3 className="px-4 pt-3 text-2xs font-medium text-muted">{statementsTitle(statements)}</h3>
      {statements.map(({ reason, displayText, policyLink }) => (
        <div key={`${reason.policyId} ${reason.statementIndex} ${reason.layer}`} className="pb-2">
          <div className="flex items-center gap-2 px-4 py-1">
            <p className="min-w-0 flex-1 text-xs">
              {policyLink ? (
                <a
                  href={policyLink}
                  target="_blank"
                  rel="noreferrer"
                  className="font-mono text-accent hover:underline"
                  title="Open in the AWS console"
                >
                  {reason.policyName}
                </a>
              ) : (
                <span className="font-mono">{reason.policyName}</span>
              )}{' '}
              <span className="text-subtle">
                {reason.effect === 'Deny' ? 'denies, ' : ''}
                {whereIs(reason)}
              </span>
            </p>
            <CopyButton text={displayText} label={`Copy policy ${reason.policyName}`} />
          </div>
          <JsonCode
            text={displayText}
            label={`Policy ${reason.policyName}, lines ${reason.lines.from} to ${reason.lines.to}`}
            range={reason.lines}
            brief
            marked={reason.decidingLines.map(line => ({ from: line, to: line }))}
            className="border-y border-line bg-canvas"
          />
        </div>
      ))}
    </section>
  )
}
