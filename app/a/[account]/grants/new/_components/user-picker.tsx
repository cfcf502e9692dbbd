'use client'

import { useState } from 'react'
import type { GrantUser } from '@/lib/grants/grant-facts'
import { ChoiceField } from './choice-field'

interface UserPickerProps {
  target: string
  known: GrantUser[]
  chosen: string[]
  onChoose: (name: string) => void
}

const stateOf = ({ iamReady, reason }: GrantUser) =>
  iamReady === false ? reason : iamReady ? 'IAM-ready' : 'not read'

/**
 * Users that are known, and any other name: a user may be made after the grant. Always a field of one size, so
 * leaving it moves nothing from under the pointer.
 */
export function UserPicker({ target, known, chosen, onChoose }: UserPickerProps) {
  const [find, setFind] = useState('')
  const found = known.filter(user => user.name.toLowerCase().includes(find.trim().toLowerCase()))
  const names = new Set([...known.map(user => user.name), ...chosen])
  return (
    <ChoiceField
      label={`Database user of ${target}`}
      placeholder="+ user"
      className="w-36 rounded-sm border border-dashed border-control text-xs focus-within:border-solid focus-within:outline-2 focus-within:outline-accent"
      nothing="No other database user is known here: type a name."
      wanting={chosen.length === 0}
      choices={found.map(user => ({
        key: user.name,
        name: user.name,
        tip: user.name,
        content: <Offered name={user.name} state={stateOf(user)} />,
      }))}
      free={text =>
        names.has(text)
          ? null
          : { key: text, name: text, tip: text, content: <Offered name={text} state="not known here" /> }
      }
      onQuery={setFind}
      onChoose={onChoose}
    />
  )
}

function Offered({ name, state }: { name: string; state: string | null }) {
  return (
    <>
      <code className="min-w-0 flex-1 truncate text-xs">{name}</code>
      <span className="max-w-3/5 py-1 text-right text-xs text-subtle">{state}</span>
    </>
  )
}
