import { Check, CircleDashed, Minus, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Moment } from '@/components/moment'
import { isKnown, type Part } from '@/lib/access/model/part'

type State = Part['state']

export const STATE_WORDS: Record<State, string> = {
  read: 'Read',
  kept: 'Kept from before',
  refused: 'Refused',
  failed: 'Failed',
  reading: 'Being read',
  notAsked: 'Not asked',
}

const MARKS: Record<State, { Icon: typeof Check; tone: string }> = {
  read: { Icon: Check, tone: 'text-ok' },
  kept: { Icon: TriangleAlert, tone: 'text-cond' },
  refused: { Icon: TriangleAlert, tone: 'text-cond' },
  failed: { Icon: TriangleAlert, tone: 'text-cond' },
  reading: { Icon: CircleDashed, tone: 'text-subtle' },
  notAsked: { Icon: Minus, tone: 'text-subtle' },
}

export function StateMark({ state }: { state: State }) {
  const { Icon, tone } = MARKS[state]
  return <Icon aria-hidden size={13} strokeWidth={1.75} className={`shrink-0 ${tone}`} />
}

/** `Read 14:02:11 UTC`, `Kept from 22 Nov 09:00 UTC`: a part under the date of its own data. */
function partInWords(part: Part, now: string): ReactNode {
  if (isKnown(part)) {
    return (
      <>
        {part.state === 'kept' ? 'Kept from' : 'Read'} <Moment iso={part.at} now={now} />
      </>
    )
  }
  return part.state === 'reading' && part.soFar !== null
    ? `${STATE_WORDS.reading}, ${part.soFar} so far`
    : STATE_WORDS[part.state]
}

/** What is known of one part, when it was read, and what keeps it from being read. */
export function PartState({
  part,
  isWhySaid = false,
  now,
}: {
  part: Part
  isWhySaid?: boolean
  now: string
}) {
  const why = 'why' in part ? part.why : null
  return (
    <span className="flex min-w-0 items-start gap-2">
      <span className="mt-1">
        <StateMark state={part.state} />
      </span>
      <span className="min-w-0">
        {partInWords(part, now)}
        {typeof why === 'string' ? <span className="ml-1.5 text-muted">{why}</span> : null}
        {why !== null && typeof why === 'object' && !isWhySaid ? (
          <span className="block text-xs text-muted">
            {why.message}
            {why.answer ? <code className="ml-1.5 break-words">{why.answer}</code> : null}
            {why.missingAction && !why.message.includes(why.missingAction) ? (
              <>
                {' '}
                Permission to add: <code>{why.missingAction}</code>.
              </>
            ) : null}{' '}
            <span className="text-subtle">
              Tried <Moment iso={why.at} now={now} />
            </span>
          </span>
        ) : null}
      </span>
    </span>
  )
}
