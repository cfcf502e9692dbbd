import { Check, Info, TriangleAlert } from 'lucide-react'
import type { PlanNote } from '@/lib/grants/grant-plan'

const tones = {
  ok: { Icon: Check, colour: 'text-ok' },
  info: { Icon: Info, colour: 'text-subtle' },
  warn: { Icon: TriangleAlert, colour: 'text-cond' },
} as const

/** What a plan does beside what was asked, and what it does not. */
export function PlanNotes({ notes }: { notes: readonly PlanNote[] }) {
  if (notes.length === 0) return null
  return (
    <ul className="mt-3 grid gap-1">
      {notes.map(note => (
        <Note key={note.text} note={note} />
      ))}
    </ul>
  )
}

function Note({ note }: { note: PlanNote }) {
  const { Icon, colour } = tones[note.tone]
  const [lead, ...rest] = note.tone === 'ok' ? note.text.split('. ') : ['', note.text]
  return (
    <li className="flex gap-2.5 text-xs leading-5 text-muted">
      <Icon aria-hidden size={14} strokeWidth={1.75} className={`mt-[3px] shrink-0 ${colour}`} />
      <span>
        {lead ? <span className="font-semibold text-fg">{lead}. </span> : null}
        {rest.join('. ')}
      </span>
    </li>
  )
}
