'use client'

import { ClipboardList } from 'lucide-react'
import { copySealed } from '@/components/copy-text'
import { buttonClass } from '@/components/ui/button'

/** The finding as dated text with its hash. */
export function CopyEvidence({ text }: { text: string }) {
  return (
    <button
      type="button"
      aria-label="Copy as evidence"
      title="Copy as evidence"
      onClick={() => copySealed(text)}
      className={buttonClass({ variant: 'ghost', size: 'icon' }, 'size-6! max-md:size-11!')}
    >
      <ClipboardList aria-hidden size={15} strokeWidth={1.5} />
    </button>
  )
}
