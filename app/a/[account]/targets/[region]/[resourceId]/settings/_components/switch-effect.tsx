'use client'
import { MoveRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { VerdictChange } from '@/components/effect-summary'
import { shownName } from '@/components/shown-name'
import { usePrinting } from '@/components/use-printing'
import { VerdictMark } from '@/components/verdict-mark'
import { UNREAD_SENTENCE } from '@/lib/access/model/as-far-as-read'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { reaches } from '@/lib/access/model/verdict'
import type { SwitchPlan } from '@/lib/access/switch/iam-auth'
import { formatCount } from '@/lib/format'
import { effectWords, switchWords } from './switch-words'

const FIRST = 4

function PlanRow(props: { what: string; before: ReactNode; after: ReactNode; note?: string }) {
  return (
    <div className="grid min-h-8 grid-cols-[187px_96px_24px_1fr] items-center border-b border-line py-1.5 max-sm:grid-cols-[auto_auto_1fr] max-sm:gap-x-2">
      <span className="text-muted max-sm:col-span-3">{props.what}</span>
      <span>{props.before}</span>
      <MoveRight size={13} strokeWidth={1.5} aria-label="becomes" className="text-subtle" />
      <span>
        <span className="font-medium">{props.after}</span>
        {props.note && <span className="ml-2 text-xs text-muted">{props.note}</span>}
      </span>
    </div>
  )
}

/** Before and after: the switch, passwords, and every grant that wakes up or becomes dormant. */
export function SwitchEffect({ plan, family }: { plan: SwitchPlan; family: EngineFamilyId }) {
  const [all, setAll] = useState(false)
  const printing = usePrinting()
  const { effect, counts, desired } = plan
  const { words } = familyOf({ family })
  const opensAsRead = effect.some(({ after, asFarAsRead }) => asFarAsRead && reaches(after))
  const shown = all || printing ? effect : effect.slice(0, FIRST)
  return (
    <section aria-label="What changes" className="px-5 pt-1 pb-3">
      <PlanRow
        what="IAM authentication"
        before={switchWords(plan.before)}
        after={desired === 'on' ? 'On' : 'Off'}
      />
      <PlanRow
        what="Password logins"
        before="Work"
        after="Work"
        note={desired === 'on' ? words.switchedOn : words.switchedOff}
      />
      <PlanRow
        what={desired === 'on' ? 'Grants that take effect' : 'Grants that become dormant'}
        before={
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
            <VerdictMark verdict={desired === 'on' ? 'dormant' : 'canConnect'} size={12} />
            {effect.length} {desired === 'on' ? 'dormant' : 'active'}
          </span>
        }
        after={effectWords(counts)}
        {...(opensAsRead ? { note: UNREAD_SENTENCE } : {})}
      />
      {effect.length > 0 && (
        <ul
          aria-label="Connections that change"
          className="grid grid-cols-2 gap-x-6 gap-y-1 pt-2.5 text-xs max-sm:grid-cols-1"
        >
          {shown.map(change => (
            <li
              key={`${change.principalArn} ${change.databaseUser}`}
              className="flex min-w-0 items-center gap-2"
            >
              <VerdictChange {...change} size={12} />
              <span className="truncate font-mono" title={`${change.principalArn} as ${change.databaseUser}`}>
                {shownName(change.principal)} <span className="font-sans text-subtle">as</span>{' '}
                {change.databaseUser}
              </span>
              {change.note && (
                <span className={change.note === 'wildcard' ? 'text-deny' : 'text-cond'}>{change.note}</span>
              )}
            </li>
          ))}
        </ul>
      )}
      {effect.length > FIRST && (
        <button
          type="button"
          className="mt-2 min-h-6 text-xs text-accent hover:underline"
          onClick={() => setAll(!all)}
        >
          {all ? 'Show fewer' : `Show all ${formatCount(effect.length, 'connection')}`}
        </button>
      )}
    </section>
  )
}
