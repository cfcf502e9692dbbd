import { Field, fieldProps } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { isUnusualName } from '@/lib/access/model/usual-name'
import { formatNumber } from '@/lib/format'
import type { UserName } from '@/lib/provision/user-intent'

interface NameFieldProps {
  user: UserName
  longest: number | null
  anyHost: string | null
  onUser: (user: UserName) => void
}

const UNUSUAL = 'An unusual name: it must be quoted wherever it is written'

/** The name, and in the MySQL family from where: the plan says what is wrong with it. */
export function NameField({ user, longest, anyHost, onUser }: NameFieldProps) {
  const letters = [...user.name].length
  const count = longest === null ? null : `${formatNumber(letters)} of ${formatNumber(longest)} characters`
  const hint = isUnusualName(user.name) ? [count, UNUSUAL].filter(Boolean).join('. ') : count
  return (
    <div className="flex gap-2">
      <Field
        className="min-w-0 flex-1"
        label="Name"
        htmlFor="new-user-name"
        hint={hint}
        error={longest !== null && letters > longest ? `${count}: too long` : null}
      >
        <Input
          mono
          size="lg"
          value={user.name}
          maxLength={256}
          onChange={event => onUser({ ...user, name: event.target.value })}
          {...fieldProps('new-user-name', letters > (longest ?? 256) ? 'too long' : null, hint)}
        />
      </Field>
      {anyHost !== null && (
        <Field
          className="w-26"
          label="From host"
          htmlFor="new-user-host"
          hint={user.host === anyHost ? `${anyHost} is any host` : null}
        >
          <Input
            mono
            size="lg"
            value={user.host ?? anyHost}
            maxLength={255}
            onChange={event => onUser({ ...user, host: event.target.value })}
            {...fieldProps('new-user-host', null, user.host === anyHost)}
          />
        </Field>
      )}
    </div>
  )
}
