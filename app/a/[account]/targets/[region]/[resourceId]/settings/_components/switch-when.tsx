'use client'
import { MoveRight, TriangleAlert } from 'lucide-react'
import { WindowMoment } from '@/components/moment'
import { CheckboxField } from '@/components/ui/checkbox'
import { RadioCard } from '@/components/ui/radio-card'
import type { SwitchMoment } from '@/lib/access/switch/together'
import { formatCount, formatDuration } from '@/lib/format'
import type { SwitchPreview } from '@/lib/services/targets/plan-iam-auth'

interface SwitchWhenProps {
  plan: SwitchPreview
  when: SwitchMoment | null
  onWhen: (when: SwitchMoment) => void
  now: string
  restartError: string | undefined
}

function WindowDetail({ at, now }: { at: string | null; now: string }) {
  if (!at) return 'This target has no maintenance window.'
  return (
    <>
      <WindowMoment iso={at} />, in {formatDuration(Date.parse(at) - Date.parse(now))}. Undo any time before.
    </>
  )
}

/** By our own records; of too few nothing is said but that. */
const usualWords = ({ usual }: SwitchPreview) =>
  usual
    ? `${usual.charAt(0).toUpperCase()}${usual.slice(1)}.`
    : 'How long RDS takes here is not known yet: fewer than 3 switches were timed.'

/** Now or in the window. Now also applies whatever else waits: RDS does not split it. */
export function SwitchWhen({ plan, when, onWhen, now, restartError }: SwitchWhenProps) {
  const alone = plan.waiting.length === 0
  return (
    <section className="border-t border-line px-5 py-3">
      <fieldset>
        <legend className="mb-2 font-semibold">When</legend>
        <div className="grid grid-cols-2 gap-2.5 max-sm:grid-cols-1">
          <RadioCard
            name="when"
            value="window"
            title="Next maintenance window"
            checked={when === 'window'}
            disabled={plan.nextWindowAt === null}
            onChange={() => onWhen('window')}
          >
            <WindowDetail at={plan.nextWindowAt} now={now} />
          </RadioCard>
          <RadioCard
            name="when"
            value="now"
            title="Now"
            checked={when === 'now'}
            onChange={() => onWhen('now')}
          >
            {alone ? 'This change alone, no restart.' : 'The waiting ones may take longer.'}{' '}
            {usualWords(plan)}
          </RadioCard>
        </div>
      </fieldset>
      {when === 'now' && !alone && (
        <div className="mt-2.5 rounded-md border border-cond-line bg-cond-tint px-3 py-2.5">
          <p className="flex items-center gap-2 font-medium">
            <TriangleAlert size={15} strokeWidth={1.5} aria-hidden className="text-cond" />
            Choosing now also applies {formatCount(plan.waiting.length, 'waiting change')}. RDS does not let
            you split them.
          </p>
          <ul className="mt-1.5 grid gap-1 text-xs">
            {plan.waiting.map(change => (
              <li
                key={change.field}
                className="grid grid-cols-[125px_1fr_auto] gap-3 max-sm:grid-cols-1 max-sm:gap-0"
              >
                <span className="text-muted">{change.label}</span>
                <span className="flex items-center gap-1.5 font-mono">
                  {change.before ?? 'not set'}
                  <MoveRight size={12} strokeWidth={1.5} aria-label="becomes" className="text-subtle" />
                  {change.after}
                </span>
                <span className={change.restarts === false ? 'text-muted' : 'text-deny'}>
                  {change.restarts === false
                    ? 'No interruption'
                    : change.restarts
                      ? 'Restarts the database'
                      : 'May restart: AWS does not say'}
                </span>
              </li>
            ))}
          </ul>
          {plan.restarts && (
            <div className="mt-1.5">
              <CheckboxField name="acceptRestart" value="yes" aria-invalid={restartError ? true : undefined}>
                I accept that {plan.name} restarts now
              </CheckboxField>
              {restartError && <p className="text-xs text-deny">{restartError}</p>}
            </div>
          )}
        </div>
      )}
    </section>
  )
}
