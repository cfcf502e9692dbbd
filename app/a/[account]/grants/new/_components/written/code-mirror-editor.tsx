'use client'

import { setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { useEffect, useImperativeHandle, useRef } from 'react'
import type { WrittenIssue } from '@/lib/grants/written/written-issue'
import { editorExtensions } from './editor-extensions'
import type { EditorProps } from './editor-props'

/** Loaded when somebody writes: the largest part of the builder, and nobody else's. */
export function CodeMirrorEditor({ text, onChange, issues, label, describedBy, ref, caret }: EditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | null>(null)
  const latest = useRef(onChange)
  const begin = useRef({ text, caret, label, describedBy })
  useEffect(() => {
    latest.current = onChange
  })
  useEffect(() => {
    if (!host.current) return
    const { text: doc, caret: at, ...names } = begin.current
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc,
        selection: { anchor: Math.min(at ?? 0, doc.length) },
        extensions: editorExtensions(names, changed => latest.current(changed)),
      }),
    })
    view.current = editor
    if (at !== null && at !== undefined) editor.focus()
    return () => {
      // In development every effect runs twice: the second editor begins where the first one ended.
      begin.current = { ...begin.current, text: editor.state.doc.toString() }
      editor.destroy()
      view.current = null
    }
  }, [])
  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === text) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } })
  }, [text])
  useEffect(() => {
    const editor = view.current
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(issues, editor.state)))
  }, [issues])
  useImperativeHandle(ref, () => ({
    goTo: line => {
      const editor = view.current
      if (!editor) return
      const { from } = editor.state.doc.line(Math.min(line, editor.state.doc.lines))
      editor.dispatch({ selection: { anchor: from }, scrollIntoView: true })
      editor.focus()
    },
  }))
  return <div ref={host} data-slot="json-editor" />
}

function diagnosticsOf(issues: readonly WrittenIssue[], { doc }: EditorState) {
  return issues.flatMap(({ line, message, severity }) => {
    if (line === null) return []
    const place = doc.line(Math.min(line, doc.lines))
    const blank = place.text.length - place.text.trimStart().length
    return [{ from: place.from + blank, to: place.to, severity, message }]
  })
}
