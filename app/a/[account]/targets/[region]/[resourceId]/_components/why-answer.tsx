'use client'
import { Clock, KeyRound, Waypoints } from 'lucide-react'
import { PanelSection } from '@/components/ui/sheet'
import type { ConditionInWords } from '@/lib/access/explain/condition-words'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'
import type { AccessTarget } from './access-target'
import { type AskAll, CellSimulator } from './cell-simulator'
import { WhyBecomes } from './why-becomes'
import { WhyFlip } from './why-flip'
import { WhyPath } from './why-path'
import { WhyVerdict } from './why-verdict'

interface WhyAnswerProps {
  target: AccessTarget
  explanation: ExplainedCell
  mayGrant: boolean
  /** Asks AWS about all cells in view; null where there is nothing to ask. */
  askAll: AskAll | null
}

/** Verdict, path, simulator, conditions, who can become the role, what would change it: always in this order. */
export function WhyAnswer({ target, explanation, mayGrant, askAll }: WhyAnswerProps) {
  const { path, conditionsInWords, principalArn, databaseUser, asOf } = explanation
  const { accountId, region, resourceId } = target
  const cell = { accountId, region, resourceId, principalArn, databaseUser, asOf }
  const simulator = <CellSimulator target={target} explanation={explanation} all={askAll} />
  const unread = explanation.asFarAsRead
  return (
    // On a low screen the verdict scrolls away with the rest.
    <div className="flex min-h-0 flex-1 flex-col [@media(max-height:30rem)]:block [@media(max-height:30rem)]:overflow-y-auto">
      <WhyVerdict explanation={explanation} />
      <div className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable] [@media(max-height:30rem)]:overflow-visible">
        <WhyPath cell={cell} path={path} unreadOrganization={unread ? simulator : null} />
        {unread ? null : <PanelSection>{simulator}</PanelSection>}
        {conditionsInWords.length > 0 && <Conditions conditions={conditionsInWords} />}
        <WhyBecomes
          becomes={explanation.becomes}
          caveat={explanation.waysCaveat}
          principalArn={principalArn}
        />
        <WhyFlip target={target} explanation={explanation} mayGrant={mayGrant} />
      </div>
    </div>
  )
}

const ICONS = { mfa: KeyRound, date: Clock, other: Waypoints }

function Conditions({ conditions }: { conditions: ConditionInWords[] }) {
  return (
    <PanelSection title="Conditions, in words">
      <ul className="grid gap-1">
        {conditions.map(({ hint, text }) => {
          const Icon = ICONS[hint]
          return (
            <li key={text} className="flex items-start gap-2">
              <Icon size={14} strokeWidth={1.5} aria-hidden className="mt-[3px] shrink-0 text-cond" />
              {text}
            </li>
          )
        })}
      </ul>
    </PanelSection>
  )
}
