import { X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Rights } from '@/lib/provision/user-intent'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { knownSchemas, schemaWords, typedSchema } from './schema-choice'

type TableRights = Rights['tables'][number]
const PRIVILEGES = ['select', 'insert', 'update', 'delete'] as const

interface TablesFieldProps {
  inside: UserForm['inside']
  chosen: TableRights[]
  onChoose: (tables: TableRights[]) => void
}

/** Tables one by one, each with what is done to it. */
export function TablesField({ inside, chosen, onChoose }: TablesFieldProps) {
  const known = knownSchemas(inside?.schemas ?? [])
  const [place, setPlace] = useState(known[0] ? schemaWords(known[0]) : '')
  const [table, setTable] = useState('')
  const [privileges, setPrivileges] = useState<TableRights['privileges']>(['select'])
  const schema = known.find(one => schemaWords(one) === place) ?? typedSchema(place)
  const isReady = schema.database !== '' && table.trim() !== '' && privileges.length > 0
  const nameOf = (one: TableRights) => `${schemaWords(one)}.${one.table}`
  const add = () => {
    const one = { database: schema.database, schema: schema.schema, table: table.trim(), privileges }
    onChoose([...chosen.filter(other => nameOf(other) !== nameOf(one)), one])
    setTable('')
  }
  return (
    <fieldset className="grid gap-1.5">
      <legend className="text-xs font-medium text-muted">Tables</legend>
      {chosen.map(one => (
        <button
          key={nameOf(one)}
          type="button"
          aria-label={`Leave ${nameOf(one)} out`}
          onClick={() => onChoose(chosen.filter(other => other !== one))}
          className="inline-flex min-h-6 max-w-full items-center gap-1.5 justify-self-start rounded-md border border-line bg-sunken px-2 text-xs hover:bg-hover max-md:min-h-11"
        >
          <code className="truncate">{nameOf(one)}</code>
          <span className="text-muted">{one.privileges.join(', ')}</span>
          <X aria-hidden size={12} strokeWidth={1.5} className="shrink-0" />
        </button>
      ))}
      <div className="grid grid-cols-2 gap-1.5">
        {known.length > 0 ? (
          <Select
            aria-label="Schema of the table"
            value={place}
            onChange={event => setPlace(event.target.value)}
          >
            {known.map(one => (
              <option key={schemaWords(one)}>{schemaWords(one)}</option>
            ))}
          </Select>
        ) : (
          <Input
            mono
            aria-label="Schema of the table"
            placeholder="orders.public"
            value={place}
            onChange={event => setPlace(event.target.value)}
          />
        )}
        <Input
          mono
          aria-label="Table"
          placeholder="table"
          value={table}
          onChange={event => setTable(event.target.value)}
        />
      </div>
      <div className="flex flex-wrap items-center gap-x-3">
        {PRIVILEGES.map(one => (
          <CheckboxField
            key={one}
            checked={privileges.includes(one)}
            onChange={event =>
              setPrivileges(
                PRIVILEGES.filter(other =>
                  other === one ? event.target.checked : privileges.includes(other),
                ),
              )
            }
          >
            {one}
          </CheckboxField>
        ))}
        <Button size="sm" disabled={!isReady} onClick={add}>
          Add the table
        </Button>
      </div>
    </fieldset>
  )
}
