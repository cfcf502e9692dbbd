import { userKey } from '@/lib/access/reach/users-view'
import type { UserIntent } from '@/lib/provision/user-intent'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { NameField } from './name-field'
import { RightsField } from './rights-field'
import { SourceField } from './source-field'
import { withUser } from './start-intent'

const MEANS: Partial<Record<UserIntent['kind'], string>> = {
  makeReady: 'Its rights stay as they are. What signs in with its password is refused from then on.',
  close: 'Nobody signs in as it any more, by token or by password. Its rights and what it owns stay.',
  endSessions: 'What a session has not committed is lost. Whoever may sign in can do so again.',
  remove:
    'It is closed, its sessions end, and it is dropped. IAM goes on naming it until grants are taken back.',
}

interface ChangeFieldsProps {
  intent: UserIntent
  form: UserForm
  onIntent: (intent: UserIntent) => void
}

/** What is asked of a change, and nothing that the server could find out by itself. */
export function ChangeFields({ intent, form, onIntent }: ChangeFieldsProps) {
  const { inside, anyHost } = form
  const heirs = [...(inside?.users ?? []), ...(inside?.roles ?? [])]
    .filter(({ name }) => name !== intent.user.name)
    .map(({ name }) => ({ name, host: null }))
  return (
    <div className="grid gap-5">
      {intent.kind === 'create' ? (
        <NameField
          user={intent.user}
          longest={form.longestName}
          anyHost={anyHost}
          onUser={user => onIntent(withUser(intent, user))}
        />
      ) : (
        <div>
          <p className="text-xs font-medium text-muted">Database user</p>
          <p className="mt-0.5 font-mono break-all">{userKey(intent.user)}</p>
          {MEANS[intent.kind] && <p className="mt-2 text-muted">{MEANS[intent.kind]}</p>}
        </div>
      )}
      {'rights' in intent && <RightsField intent={intent} form={form} onIntent={onIntent} />}
      {intent.kind === 'remove' && anyHost === null && (
        <SourceField
          label="Give what it owns to"
          choices={inside ? heirs : null}
          anyHost={null}
          chosen={intent.reassignTo === null ? null : { name: intent.reassignTo, host: null }}
          onChoose={of => onIntent({ ...intent, reassignTo: of?.name ?? null })}
        />
      )}
    </div>
  )
}
