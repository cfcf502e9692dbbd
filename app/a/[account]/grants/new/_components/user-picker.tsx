'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { GrantUser } from '@/lib/grants/grant-facts'
import { ChoiceField } from './choice-field'

interface UserPickerProps {
  target: string
  known: GrantUser[]
  chosen: string[]
  onChoose: (name: string) => void
}

/** Users that are known, and any other name: a user may be made after the grant. */
export function UserPicker({ target, known, chosen, onChoose }: UserPickerProps) {
  const [open, setOpen] = useState(false)
  const [find, setFind] = useState('')
  if (!open) {
    return (
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={`Add a database user of ${target}`}
        className="inline-flex h-6 items-center gap-1.5 rounded-sm border border-dashed border-line-strong px-2 text-xs text-muted hover:bg-hover hover:text-fg"
      >
        <Plus aria-hidden size={12} strokeWidth={1.5} />
        user
      </button>
    )
  }
  const found = known.filter(user => user.name.toLowerCase().includes(find.trim().toLowerCase()))
  const names = new Set([...known.map(user => user.name), ...chosen])
  return (
    <ChoiceField
      label={`Database user of ${target}`}
      placeholder="database user"
      autoFocus
      className="w-40 rounded-sm border border-control focus-within:outline-2 focus-within:outline-accent"
      choices={found.map(user => ({
        key: user.name,
        name: user.name,
        content: (
          <>
            <code className="text-xs">{user.name}</code>
            <span className="min-w-0 flex-1 truncate text-right text-xs text-subtle">
              {user.iamReady === false ? user.reason : user.iamReady ? 'IAM-ready' : 'not read'}
            </span>
          </>
        ),
      }))}
      free={text =>
        names.has(text)
          ? null
          : {
              key: text,
              name: text,
              content: (
                <>
                  <code className="text-xs">{text}</code>
                  <span className="flex-1 text-right text-xs text-subtle">not known here</span>
                </>
              ),
            }
      }
      onQuery={setFind}
      onChoose={onChoose}
      onClose={() => setOpen(false)}
    />
  )
}
