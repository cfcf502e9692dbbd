import { X } from 'lucide-react'
import type { UserStep } from '@/lib/provision/user-plan'
import { type GuardChoices, GuardNote } from './guard-note'
import { SqlText } from './sql-text'

/** `DROP USER`, `REVOKE SELECT`: the words that a statement begins with. */
const undoWords = ([first = '']: string[]) =>
  /^[A-Z]+(?: (?!ON\b|IN\b|FROM\b|TO\b|FOR\b)[A-Z]+)*/.exec(first)?.[0] ?? 'by hand'

interface PlanStepProps {
  step: UserStep
  number: number
  /** Named where the steps are in several. */
  database: string | null
  choices: GuardChoices
}

/** One step: what it is for, its statements, what takes it back, and what stops it. */
export function PlanStep({ step, number, database, choices }: PlanStepProps) {
  const { title, statements, undo, undoNote, guard } = step
  return (
    <li className="flex gap-3 border-b border-line py-2.5 last:border-b-0">
      <span className="w-4 shrink-0 text-center text-xs leading-5 text-subtle">
        {guard ? (
          <X role="img" aria-label="Stopped" size={15} strokeWidth={2} className="mt-0.5 text-deny" />
        ) : (
          number
        )}
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap justify-between gap-x-3">
          <h4 className={guard ? 'font-medium text-deny' : 'font-medium'}>
            {title}
            {database && <span className="ml-1.5 text-xs font-normal text-subtle">in {database}</span>}
          </h4>
          <span className="text-xs text-muted" title={undo?.join('\n') || undefined}>
            {guard
              ? 'refused as things are'
              : undo === null
                ? 'cannot be taken back'
                : undo.length > 0 && `undo: ${undoWords(undo)}`}
          </span>
        </div>
        {statements.map(statement => (
          <pre key={statement} className="text-xs leading-5 break-words whitespace-pre-wrap">
            <SqlText text={statement} />
          </pre>
        ))}
        {undo === null && undoNote && <p className="text-xs text-muted">{undoNote}</p>}
        {guard && <GuardNote guard={guard} choices={choices} />}
      </div>
    </li>
  )
}
