import { FileCode2 } from 'lucide-react'
import type { CodeTool } from '@/lib/access/model/code-owner'
import { TOOL_NAMES } from '@/lib/access/model/code-owner'

interface CodeOwnerMarkProps {
  tool: CodeTool
  /** What the tag says, as the tip. */
  sentence: string
  /** Its sign alone, for dense lists; the tool is read out all the same. */
  dense?: boolean
}

/** A target that code keeps: what is changed beside that code may be set back. */
export function CodeOwnerMark({ tool, sentence, dense = false }: CodeOwnerMarkProps) {
  return (
    <span
      data-slot="code-owner"
      title={sentence}
      className="relative z-1 inline-flex h-[18px] shrink-0 items-center gap-1 rounded-sm bg-sunken px-1.5 text-2xs font-medium whitespace-nowrap text-muted"
    >
      <FileCode2 size={11} strokeWidth={1.75} aria-hidden />
      <span className="sr-only">kept by </span>
      <span className={dense ? 'sr-only' : undefined}>{TOOL_NAMES[tool]}</span>
    </span>
  )
}
