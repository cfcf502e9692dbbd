import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { userKey } from '@/lib/access/reach/users-view'
import type { UserName } from '@/lib/provision/user-intent'
import { userNamed } from './start-intent'

interface SourceFieldProps {
  label: string
  /** Null: the database was not read, and a name is typed. */
  choices: UserName[] | null
  anyHost: string | null
  chosen: UserName | null
  onChoose: (of: UserName | null) => void
}

/** Whose rights are given: another user, or a role. */
export function SourceField({ label, choices, anyHost, chosen, onChoose }: SourceFieldProps) {
  const value = chosen ? userKey(chosen) : ''
  return (
    <Field label={label} htmlFor="rights-of">
      {choices === null ? (
        <Input
          id="rights-of"
          mono
          size="lg"
          value={value}
          onChange={event =>
            onChoose(event.target.value === '' ? null : userNamed(event.target.value, anyHost))
          }
        />
      ) : (
        <Select
          id="rights-of"
          value={value}
          onChange={event => onChoose(choices.find(one => userKey(one) === event.target.value) ?? null)}
        >
          <option value="">Pick one</option>
          {choices.map(one => (
            <option key={userKey(one)} value={userKey(one)}>
              {userKey(one)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
