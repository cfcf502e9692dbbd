'use client'
import { type ReactNode, useEffect } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { announce } from '@/components/ui/announce'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { scanDatabaseAction } from '../../actions'
import { TargetFields } from './target-fields'

/** Signs in once, reads users and rights, and disconnects. Nothing in the database changes. */
export function ReadNow(props: {
  target: TargetRef
  /** To read is to sign in. */
  mayMint: boolean
  children: ReactNode
}) {
  const [state, read] = useServerAction(scanDatabaseAction)
  useEffect(() => {
    if (state.status === 'done') announce(`${state.value.users} database users read`)
  }, [state])
  return (
    <Form action={read} className="flex flex-wrap items-center justify-end gap-3">
      <TargetFields target={props.target} />
      {state.status === 'failed' && (
        <span role="alert" className="max-w-xl text-xs text-deny">
          {state.message} {state.answer && <code>{state.answer}</code>}
        </span>
      )}
      <SubmitButton variant="secondary" size="md" busyLabel="Reading" disabled={!props.mayMint}>
        {props.mayMint ? props.children : 'This server does not sign in to databases'}
      </SubmitButton>
    </Form>
  )
}
