'use client'

import { type ComponentType, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { LONGEST_DOCUMENT } from '@/lib/grants/written/check-grammar'
import type { EditorProps } from './editor-props'

/** A plain field at once, and for good where the editor does not load or the text is too long for it; the errors beneath are the same. */
export function JsonEditor(props: EditorProps) {
  const [rich, setRich] = useState<{ Editor: ComponentType<EditorProps> } | null>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    let isOver = false
    import('./code-mirror-editor').then(
      ({ CodeMirrorEditor }) => {
        if (!isOver) setRich({ Editor: CodeMirrorEditor })
      },
      () => {},
    )
    return () => {
      isOver = true
    }
  }, [])
  // Its colours and lines are for what AWS may take: of megabytes they would hold the browser for a minute.
  if (rich && props.text.length <= LONGEST_DOCUMENT)
    return <rich.Editor {...props} caret={caretIn(area.current)} />
  return <PlainEditor {...props} focuses={props.focuses || rich !== null} area={area} />
}

/** Of a field that is about to give way, so that typing goes on where it was; null: the focus is elsewhere. */
const caretIn = (field: HTMLTextAreaElement | null) =>
  field && document.activeElement === field ? field.selectionStart : null

function PlainEditor({
  text,
  onChange,
  issues,
  label,
  describedBy,
  ref,
  focuses,
  area,
}: EditorProps & { area: React.RefObject<HTMLTextAreaElement | null> }) {
  useEffect(() => {
    if (focuses && document.activeElement === document.body) area.current?.focus()
  }, [focuses, area])
  useImperativeHandle(ref, () => ({
    goTo: line => {
      const start = text
        .split('\n')
        .slice(0, line - 1)
        .reduce((sum, each) => sum + each.length + 1, 0)
      area.current?.focus()
      area.current?.setSelectionRange(start, start)
    },
  }))
  return (
    <textarea
      ref={area}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={issues.some(({ severity }) => severity === 'error')}
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={event => onChange(event.target.value)}
      className="focus-inset block h-96 w-full resize-y bg-surface px-12 py-2 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
    />
  )
}
