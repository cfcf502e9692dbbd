'use client'

import { useActionState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { Field, fieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Panel } from '@/components/ui/panel'
import { IDLE } from '@/lib/actions/action-state'
import { renameAction } from '../actions'

/** Who this browser's person is: a name that nobody has to prove, under which Activity writes. */
export function NamePanel({ name }: { name: string }) {
  // The one that nobody gave is no name to type again.
  const isGiven = !name.endsWith(' (local)')
  const [state, rename] = useActionState(renameAction, IDLE)
  const error = state.status === 'failed' ? (state.fields?.name ?? state.message) : null
  const hint =
    state.status === 'done'
      ? `Activity writes ${state.value.name} from now on.`
      : 'Activity writes it with what you do; what is written already stays. Other browsers keep theirs.'
  return (
    <Panel title="Your name" id="name">
      <form action={rename} className="px-4 py-3">
        <Field
          label="As Activity shall write it"
          htmlFor="person-name"
          error={error}
          hint={<span role="status">{hint}</span>}
        >
          <div className="flex max-w-110 gap-2">
            <Input
              key={name}
              name="name"
              dir="auto"
              autoComplete="name"
              defaultValue={isGiven ? name : ''}
              placeholder={name}
              {...fieldProps('person-name', error, hint)}
            />
            <SubmitButton variant="secondary" size="md" busyLabel="Keeping" className="max-md:h-11">
              Keep
            </SubmitButton>
          </div>
        </Field>
      </form>
    </Panel>
  )
}
