import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

interface PickOneProps {
  /** `schema` */
  label: string
  /** Null: none are known, and a name is typed. */
  options: string[] | null
  onPick: (name: string) => void
}

/** Adds one of those that are known, or one that is typed. */
export function PickOne({ label, options, onPick }: PickOneProps) {
  const [typed, setTyped] = useState('')
  if (options?.length === 0) return null
  if (options === null)
    return (
      <span className="flex items-center gap-1">
        <Input
          size="sm"
          mono
          aria-label={`Name of a ${label}`}
          placeholder={label}
          value={typed}
          className="w-36"
          onChange={event => setTyped(event.target.value)}
        />
        <Button
          size="sm"
          disabled={typed.trim() === ''}
          onClick={() => {
            onPick(typed.trim())
            setTyped('')
          }}
        >
          Add
        </Button>
      </span>
    )
  return (
    <span className="relative inline-flex min-h-6 items-center gap-1 rounded-md border border-dashed border-control px-2 text-xs has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent max-md:min-h-11">
      <Plus aria-hidden size={12} strokeWidth={1.5} />
      {label}
      <select
        aria-label={`Add a ${label}`}
        value=""
        onChange={event => onPick(event.target.value)}
        className="absolute inset-0 w-full cursor-pointer opacity-0"
      >
        <option value="" disabled>
          {`Add a ${label}`}
        </option>
        {options.map(name => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  )
}
