'use client'

import { Braces } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { JsonCode } from '@/components/json-code'
import { SizeMeter } from '@/components/size-meter'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { documentSize } from '@/lib/grants/document-size'
import { extendDocument } from '@/lib/grants/extend-document'
import { buildStatementText, connectStatement, statementSid } from '@/lib/grants/statement'
import { placementName, useGrantDraft } from './grant-draft'

/** The document as it will be written, by the same code as on the server, while the server still plans. */
export function PolicyPanel() {
  const { before, text } = useDocument()
  const { form } = useGrantDraft()
  if (text === null) {
    return (
      <section className="border-t border-line px-5 py-3">
        <div className="flex items-center justify-between">
          <h2 className="font-semibold">Policy</h2>
          <EditButton />
        </div>
        <p className="mt-1 text-xs text-muted">
          It is written here as soon as a target and a database user are chosen.
        </p>
      </section>
    )
  }
  return (
    <section aria-label="Policy">
      <header className="flex min-h-10 items-center gap-3 border-y border-line px-5">
        <h2 className="font-semibold">Policy</h2>
        <SizeMeter used={documentSize(text)} limit={form.policySize} />
        <span className="flex-1" />
        <EditButton />
        <CopyButton text={text} label="Copy the policy" className="max-sm:hidden" />
      </header>
      <JsonCode text={text} before={before} label="Policy document" className="max-h-84 overflow-y-auto" />
    </section>
  )
}

function EditButton() {
  const { write, went } = useGrantDraft()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (went === 'toForm' && document.activeElement === document.body) button.current?.focus()
  }, [went])
  return (
    <Button ref={button} size="sm" className="max-sm:hidden" onClick={write}>
      <Braces aria-hidden size={13} strokeWidth={1.75} />
      Edit JSON
    </Button>
  )
}

function useDocument(): { before: string | null; text: string | null } {
  const { intent, form, targetOf } = useGrantDraft()
  const connections = intent.connections.flatMap(connection => {
    const target = targetOf(connection)
    return target && connection.databaseUsers.length > 0
      ? [{ target, databaseUsers: connection.databaseUsers }]
      : []
  })
  const { placement } = intent
  const sid = statementSid(placementName(placement))
  const existing =
    placement.kind === 'existingManaged'
      ? form.policies.find(policy => policy.arn === placement.policyArn)
      : undefined
  if (connections.length === 0) return { before: null, text: null }
  if (!existing) return { before: null, text: buildStatementText(connections, sid) }
  const { text } = extendDocument(existing.text, connectStatement(connections, sid))
  return { before: pretty(existing.text), text }
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
