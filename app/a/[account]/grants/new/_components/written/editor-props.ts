import type { Ref } from 'react'
import type { WrittenIssue } from '@/lib/grants/written/written-issue'

export interface EditorHandle {
  /** Puts the caret at the beginning of a line, from 1. */
  goTo: (line: number) => void
}

export interface EditorProps {
  text: string
  onChange: (text: string) => void
  issues: readonly WrittenIssue[]
  label: string
  describedBy: string
  /** Takes the focus, unless somebody has put it elsewhere meanwhile. */
  focuses: boolean
  ref?: Ref<EditorHandle>
  /** Where the caret was in the plain field; null: it was elsewhere. */
  caret?: number | null
}
