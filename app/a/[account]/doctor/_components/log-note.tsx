'use client'

import { Info } from 'lucide-react'
import type { LiveAnswers } from './doctor-row'
import { FixButton } from './fix-button'

/** What would know more than the text does. */
export function LogNote({ answers }: { answers: LiveAnswers }) {
  const { signer } = answers
  const note = signer && signer !== 'pending' ? signer.note : null
  if (!note) return null
  return (
    <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
      <Info aria-hidden size={14} strokeWidth={1.5} className="shrink-0 text-subtle" />
      <span>{note.text}</span>
      {note.fix ? <FixButton fix={note.fix} primary={false} onPasteToken={() => {}} /> : null}
    </p>
  )
}
