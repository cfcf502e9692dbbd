'use client'

import { useEffect } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { announce } from '@/components/ui/announce'
import { Banner } from '@/components/ui/banner'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import type { TargetRef } from '@/lib/services/account/target-ref'
import { scanAsMasterAction } from '../../actions'
import { TargetFields } from './target-fields'

interface ReadAsMasterProps {
  target: TargetRef
  name: string
  master: { username: string; secretArn: string }
}

/** Whose password it is stands above the button; the password itself never comes here. */
export function ReadAsMaster({ target, name, master }: ReadAsMasterProps) {
  const [state, read] = useServerAction(scanAsMasterAction)
  useEffect(() => {
    if (state.status === 'done') announce(`${state.value.users} database users read`)
  }, [state])
  return (
    <Form action={read} className="grid grid-cols-1 gap-3 px-5 py-4">
      <TargetFields target={target} />
      <p>
        This signs in once to {name} as <code>{master.username}</code>, the master user, with its password
        from <code className="text-xs break-all">{master.secretArn}</code>. It reads users and rights in
        read-only transactions and disconnects. The password is not kept and not shown, and it is not changed.
      </p>
      <p className="text-muted">Activity tells that you used it. So does CloudTrail, as GetSecretValue.</p>
      {state.status === 'failed' && (
        <Banner tone="error" role="alert">
          {state.message} {state.answer && <code className="text-xs">{state.answer}</code>}
        </Banner>
      )}
      {state.status === 'done' && (
        <Banner tone="ok" role="status">
          {state.value.users} database users were read.
        </Banner>
      )}
      <div className="flex justify-end">
        <SubmitButton busyLabel="Reading">Read once as {master.username}</SubmitButton>
      </div>
    </Form>
  )
}
