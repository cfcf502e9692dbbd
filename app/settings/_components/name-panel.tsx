'use client'

import { SubmitButton } from '@/components/submit-button'
import { Form, FormField } from '@/components/ui/form'
import { Panel } from '@/components/ui/panel'
import { useServerAction } from '@/components/use-server-action'
import { renameAction } from '../actions'

/** Who this browser's person is: a name that nobody has to prove, under which Activity writes. */
export function NamePanel({ name }: { name: string }) {
  // The one that nobody gave is no name to type again.
  const isGiven = !name.endsWith(' (local)')
  const [state, rename] = useServerAction(renameAction)
  const error = state.status === 'failed' ? (state.fields?.name ?? state.message) : undefined
  const hint =
    state.status === 'done'
      ? `Activity writes ${state.value.name} from now on.`
      : 'Activity writes it with what you do; what is written already stays. Other browsers keep theirs.'
  return (
    <Panel title="Your name" id="name">
      <Form action={rename} className="px-4 py-3">
        <FormField
          key={name}
          label="As Activity shall write it"
          id="person-name"
          name="name"
          error={error}
          hint={<span role="status">{hint}</span>}
          fieldClassName="max-w-110"
          dir="auto"
          autoComplete="name"
          defaultValue={isGiven ? name : ''}
          placeholder={name}
        >
          <SubmitButton variant="secondary" size="md" busyLabel="Keeping" className="max-md:h-11">
            Keep
          </SubmitButton>
        </FormField>
      </Form>
    </Panel>
  )
}
