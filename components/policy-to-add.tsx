import { JsonCode } from './json-code'
import { ShowDialog } from './show-dialog'
import { CopyButton } from './ui/copy-button'

/** Of several that are missing the reason names all, with commas between them. */
function policyToAdd(action: string): string {
  const actions = action.split(', ')
  const statement = { Effect: 'Allow', Action: actions.length === 1 ? action : actions, Resource: '*' }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 2)
}

export function PolicyText({ action }: { action: string }) {
  const text = policyToAdd(action)
  return (
    <div className="relative">
      <JsonCode text={text} label="Policy to add" numbered={false} className="py-3" />
      <CopyButton text={text} label="Copy the policy" className="absolute top-2 right-3" />
    </div>
  )
}

export function PolicyToAdd({ action }: { action: string }) {
  return (
    <ShowDialog
      label="Show policy to add"
      title="Policy to add"
      description={
        <>
          Attach it to the identity that this server uses, then read again. It allows <code>{action}</code>{' '}
          and nothing else.
        </>
      }
    >
      <PolicyText action={action} />
    </ShowDialog>
  )
}
