import { ChevronRight } from 'lucide-react'
import { VerdictChange } from '@/components/effect-summary'
import { JsonCode } from '@/components/json-code'
import { formatCount } from '@/lib/format'
import type { PolicyMend } from '@/lib/services/reconcile/plan-mends'

const SHOWN = 8

function Effect({ cells }: Pick<PolicyMend, 'cells'>) {
  if (cells.length === 0) return <p className="text-xs text-muted">No connection changes.</p>
  return (
    <ul
      aria-label="Connections that change"
      className="grid grid-cols-2 gap-x-6 gap-y-1 text-xs max-sm:grid-cols-1"
    >
      {cells.slice(0, SHOWN).map(({ principalArn, principalLabel, databaseUser, target, before, after }) => (
        <li key={`${principalArn} ${databaseUser} ${target}`} className="flex min-w-0 items-center gap-2">
          <VerdictChange before={before} after={after ?? 'notEvaluated'} size={12} />
          <span className="truncate" title={`${principalArn} as ${databaseUser} on ${target}`}>
            <code>{principalLabel}</code> <span className="text-muted">as</span> <code>{databaseUser}</code>
          </span>
        </li>
      ))}
      {cells.length > SHOWN && (
        <li className="text-muted">and {formatCount(cells.length - SHOWN, 'connection')} more</li>
      )}
    </ul>
  )
}

/** The IAM half: each policy as it reads and would read, with its calls and whom it moves. */
export function PolicyMends({ policies }: { policies: PolicyMend[] }) {
  return (
    <ul>
      {policies.map(({ policyId, policyName, label, before, after, calls, problem, cells }) => (
        <li key={policyId}>
          <details open={problem !== null} className="group border-b border-line px-5 py-2 max-md:px-4">
            <summary className="flex min-h-6 cursor-pointer items-center gap-2 max-md:min-h-11">
              <ChevronRight
                aria-hidden
                size={14}
                strokeWidth={1.5}
                className="shrink-0 text-subtle group-open:rotate-90"
              />
              <span className="min-w-0 break-words">
                <span className="font-medium">{label}</span> <code className="text-xs">{policyName}</code>
              </span>
              <span className={problem ? 'text-xs text-deny' : 'text-xs text-muted'}>
                {problem ?? formatCount(calls.length, 'call')}
              </span>
            </summary>
            {problem === null && (
              <div className="grid gap-3 py-2 pl-5.5">
                {after === null ? (
                  <p className="text-xs text-muted">It is deleted: nothing else would be left in it.</p>
                ) : (
                  <JsonCode
                    text={after}
                    before={before}
                    context={1}
                    label={`${policyName}, before and after`}
                    className="max-h-80 overflow-y-auto rounded-md border border-line bg-surface"
                  />
                )}
                <p className="text-xs text-muted">{calls.join(', ')}</p>
                <Effect cells={cells} />
              </div>
            )}
          </details>
        </li>
      ))}
    </ul>
  )
}
