'use client'
import { PrincipalName } from '@/components/principal-icon'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { VerdictMark } from '@/components/verdict-mark'
import type { DecidingStatement } from '@/lib/access/explain/deciding-statement'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { formatCount, formatNumber } from '@/lib/format'
import type { CellQuestion } from '@/lib/services/targets/explain-cell'
import type { WithoutStatement } from '@/lib/services/targets/try-without'
import { tryWithoutAction } from '../actions'

/** A cell as it was read at that moment: another reading makes what was tried old. */
export interface ReadCell extends CellQuestion {
  asOf: string
}

interface TryWithoutProps {
  cell: ReadCell
  reason: DecidingStatement['reason']
}

/** What one Deny keeps out of the whole account, worked out and not written. */
export function TryWithout({ cell, reason }: TryWithoutProps) {
  const [tried, act] = useServerAction(tryWithoutAction)
  if (tried.status === 'done') return <Outcome outcome={tried.value} isScp={reason.layer === 'scp'} />
  return (
    <Form action={act} className="flex items-center gap-2 border-t border-line px-2.5 py-1.5 text-xs">
      <input type="hidden" name="accountId" value={cell.accountId} />
      <input type="hidden" name="region" value={cell.region} />
      <input type="hidden" name="resourceId" value={cell.resourceId} />
      <input type="hidden" name="principalArn" value={cell.principalArn} />
      <input type="hidden" name="databaseUser" value={cell.databaseUser} />
      <input type="hidden" name="policyId" value={reason.policyId} />
      <input type="hidden" name="statementIndex" value={reason.statementIndex} />
      <span className="min-w-0 flex-1 text-muted">
        {tried.status === 'failed' ? (
          <span className="text-deny">{tried.message}</span>
        ) : (
          'What does it stop?'
        )}
      </span>
      <SubmitButton variant="secondary" size="sm" busyLabel="Trying">
        Try without it
      </SubmitButton>
    </Form>
  )
}

function Outcome({
  outcome: { cell, opens, changes, shown, asFarAsRead },
  isScp,
}: {
  outcome: WithoutStatement
  isScp: boolean
}) {
  const here = `${cell === 'denied' ? 'still ' : ''}${verdictWords(cell, asFarAsRead).toLowerCase()} here`
  const others = changes - opens
  return (
    <div role="status" className="border-t border-line px-2.5 py-1.5 text-xs text-muted">
      <p>
        <span className="font-medium text-fg">Without it: {here}.</span> In the account{' '}
        {formatCount(opens, 'cell')} would open
        {others > 0 ? `, and ${formatNumber(others)} more change without opening` : ''}. Nothing was written
        {isScp ? '; Gatehouse changes no SCP' : ''}.
      </p>
      <ul className="mt-1 grid grid-cols-1 gap-0.5">
        {shown.map(({ principalLabel, target, databaseUser, after }) => (
          <li key={`${principalLabel} ${target} ${databaseUser}`} className="flex items-start gap-1.5">
            <span className="mt-0.5 shrink-0">
              <VerdictMark
                verdict={after ?? 'noAccess'}
                size={12}
                label={verdictWords(after ?? 'noAccess', asFarAsRead)}
              />
            </span>
            <span className="min-w-0 break-words">
              <PrincipalName label={principalLabel} /> as <span className="font-mono">{databaseUser}</span> on{' '}
              {target}
            </span>
          </li>
        ))}
      </ul>
      {opens > shown.length ? (
        <p className="mt-0.5">and {formatCount(opens - shown.length, 'cell')} more</p>
      ) : null}
    </div>
  )
}
