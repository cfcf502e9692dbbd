'use client'

import type { Route } from 'next'
import { useEffect, useId, useState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { announce } from '@/components/ui/announce'
import { Banner } from '@/components/ui/banner'
import { buttonClass } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { CopyButton } from '@/components/ui/copy-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { keepPastedScanAction } from '../../actions'
import { TargetFields } from './target-fields'

interface ReadByHandProps {
  target: TargetRef
  byHand: { how: string; sql: string; command: string | null }
  fileHref: Route
}

function Query({ byHand: { how, sql, command }, fileHref }: Pick<ReadByHandProps, 'byHand' | 'fileHref'>) {
  return (
    <section aria-label="The query" className="grid grid-cols-1 gap-2">
      <p>
        <b className="font-medium">1. Run the query</b> {how}. It reads, and changes nothing.
      </p>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={sql} label="Copy the query" variant="secondary">
          Copy the query
        </CopyButton>
        <a href={fileHref} download className={buttonClass()}>
          Download gatehouse-reading.sql
        </a>
      </div>
      {command && <CodeBlock text={command} label="the line that runs it" />}
    </section>
  )
}

/** The query to run, and the place for its answer. The server reads the answer and says what speaks against it. */
export function ReadByHand({ target, byHand, fileHref }: ReadByHandProps) {
  const id = useId()
  const [state, send] = useServerAction(keepPastedScanAction)
  const [text, setText] = useState('')
  const [sent, setSent] = useState('')
  // Doubts are about what was sent: another text is looked at anew.
  const doubts =
    text === sent && state.status === 'done' && state.value.users === null ? state.value.doubts : []
  const kept = state.status === 'done' ? state.value.users : null
  useEffect(() => {
    if (kept !== null) announce(`${kept} database users kept`)
  }, [kept])
  return (
    <div className="grid grid-cols-1 gap-4 px-5 py-4">
      <Query byHand={byHand} fileHref={fileHref} />
      <Form action={send} onSubmit={() => setSent(text)} className="grid grid-cols-1 gap-2">
        <TargetFields target={target} />
        <label htmlFor={id}>
          <b className="font-medium">2. Paste the answer</b>, of one database or of several, one after the
          other
        </label>
        <textarea
          id={id}
          name="text"
          aria-required
          rows={6}
          spellCheck={false}
          value={text}
          onChange={event => setText(event.target.value)}
          placeholder={'{"family": …'}
          className="w-full resize-y rounded-md border border-control bg-surface px-2.5 py-2 font-mono text-xs placeholder:text-subtle"
        />
        {state.status === 'failed' && (
          <Banner tone="error" role="alert">
            {state.fields.text ?? state.message}{' '}
            {state.answer && <code className="text-xs">{state.answer}</code>}
          </Banner>
        )}
        {doubts.length > 0 && (
          <Banner tone="warning" role="alert" title="This may be the answer of another server.">
            <ul className="mt-1 grid gap-1">
              {doubts.map(doubt => (
                <li key={doubt}>{doubt}</li>
              ))}
            </ul>
            <input type="hidden" name="confirmed" value="yes" />
          </Banner>
        )}
        {kept !== null && (
          <Banner tone="ok" role="status">
            {kept} database users are kept, marked as read by hand.
          </Banner>
        )}
        <div className="flex justify-end">
          <SubmitButton busyLabel="Reading">
            {doubts.length > 0 ? 'Keep it all the same' : 'Keep the answer'}
          </SubmitButton>
        </div>
      </Form>
    </div>
  )
}
