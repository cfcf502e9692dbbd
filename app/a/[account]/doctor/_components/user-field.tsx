'use client'

import { useRef, useState } from 'react'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useEarlyChange } from '@/components/use-early-change'

interface UserFieldProps {
  users: readonly string[]
  user: string | null
  hint: string | null
  onChoose: (user: string | null) => void
}

/** Any name can be typed: that it is in no list may be the very fault. */
export function UserField({ users, user, hint, onChoose }: UserFieldProps) {
  const [typed, setTyped] = useState(user ?? '')
  const field = useRef<HTMLInputElement>(null)
  const [seen, setSeen] = useState(user)
  if (seen !== user) {
    setSeen(user)
    setTyped(user ?? '')
  }
  useEarlyChange(field, user ?? '', setTyped)
  const take = () => {
    const name = typed.trim() === '' ? null : typed
    if (name !== user) onChoose(name)
  }
  return (
    <Field label="Database user" htmlFor="doctor-user" hint={hint}>
      <Input
        ref={field}
        id="doctor-user"
        mono
        list="doctor-users"
        value={typed}
        maxLength={128}
        autoCapitalize="off"
        placeholder="database user"
        aria-describedby={hint ? 'doctor-user-message' : undefined}
        onChange={event => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={event => {
          if (event.key === 'Enter' && !event.metaKey && !event.ctrlKey) take()
        }}
      />
      <datalist id="doctor-users">
        {users.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Field>
  )
}
