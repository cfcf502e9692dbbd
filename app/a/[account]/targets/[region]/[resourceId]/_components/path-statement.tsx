import { JsonCode } from '@/components/json-code'
import { CopyButton } from '@/components/ui/copy-button'
import type { DecidingStatement } from '@/lib/access/explain/deciding-statement'
import { type ReadCell, TryWithout } from './try-without'

type Reason = DecidingStatement['reason']

/** The policy by its name, a managed one with the way to its page in AWS. */
export function PolicyName({ statement: { reason, policyLink } }: { statement: DecidingStatement }) {
  if (!policyLink) return <span className="font-mono">{reason.policyName}</span>
  return (
    <a
      href={policyLink}
      target="_blank"
      rel="noreferrer"
      className="relative font-mono text-accent hover:underline"
      title="Open in the AWS console"
    >
      {reason.policyName}
    </a>
  )
}

function placeOf({ versionId, statementIndex, statementCount, viaGroup }: Reason): string {
  const statement = statementIndex < 0 ? null : `statement ${statementIndex + 1} of ${statementCount}`
  return [versionId, statement, viaGroup && `through group ${viaGroup}`].filter(Boolean).join(', ')
}

/** One statement by what it does here, with the policy's own line numbers; deciding lines marked; in words under it. */
export function PathStatement({ statement, cell }: { statement: DecidingStatement; cell: ReadCell }) {
  const { reason, role, displayText, inWords } = statement
  return (
    <section aria-label={role} className="border-t border-line first:border-t-0">
      <div className="flex items-start gap-2 py-1.5 pr-1.5 pl-2.5 group-data-[outcome=fail]/open:bg-deny-tint">
        <p className="min-w-0 flex-1 text-xs break-words">
          <span className="font-medium">{role}:</span> <PolicyName statement={statement} />{' '}
          <span className="text-subtle">{placeOf(reason)}</span>
        </p>
        <CopyButton text={displayText} label={`Copy policy ${reason.policyName}`} />
      </div>
      <JsonCode
        text={displayText}
        label={`Policy ${reason.policyName}, lines ${reason.lines.from} to ${reason.lines.to}`}
        range={reason.lines}
        brief
        marked={reason.decidingLines.map(line => ({ from: line, to: line }))}
        className="border-t border-line bg-canvas"
      />
      {inWords ? (
        <p className="border-t border-line px-2.5 py-1.5 text-xs break-words text-muted">
          In words: {inWords}
        </p>
      ) : null}
      {role === 'Denies it' && reason.statementIndex >= 0 ? (
        <TryWithout key={cell.asOf} cell={cell} reason={reason} />
      ) : null}
    </section>
  )
}
