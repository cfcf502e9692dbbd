import { X } from 'lucide-react'
import { formatCount } from '@/lib/format'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { PickOne } from './pick-one'
import { knownSchemas, type SchemaRef, schemaWords, typedSchema } from './schema-choice'

interface SchemasFieldProps {
  inside: UserForm['inside']
  chosen: SchemaRef[]
  onChoose: (schemas: SchemaRef[]) => void
}

/** On which schemas; none chosen is every one. */
export function SchemasField({ inside, chosen, onChoose }: SchemasFieldProps) {
  const known = knownSchemas(inside?.schemas ?? [])
  const isChosen = (schema: SchemaRef) => chosen.some(one => schemaWords(one) === schemaWords(schema))
  const tablesOf = (schema: SchemaRef) => known.find(one => schemaWords(one) === schemaWords(schema))?.tables
  return (
    <fieldset>
      <legend className="pb-1.5 text-xs font-medium text-muted">On</legend>
      <div className="flex flex-wrap items-center gap-1.5">
        {chosen.length === 0 && (
          <span className="text-xs text-muted">
            {inside ? `every schema, ${formatCount(known.length, 'is', 'are')} known` : 'every schema'}
          </span>
        )}
        {chosen.map(schema => {
          const tables = tablesOf(schema)
          return (
            <button
              key={schemaWords(schema)}
              type="button"
              aria-label={`Leave ${schemaWords(schema)} out`}
              onClick={() => onChoose(chosen.filter(one => one !== schema))}
              className="inline-flex min-h-6 items-center gap-1.5 rounded-md border border-line bg-sunken px-2 text-xs hover:bg-hover max-md:min-h-11"
            >
              <code>{schemaWords(schema)}</code>
              {tables !== undefined && <span className="text-muted">{formatCount(tables, 'table')}</span>}
              <X aria-hidden size={12} strokeWidth={1.5} />
            </button>
          )
        })}
        <PickOne
          label="schema"
          options={inside ? known.filter(one => !isChosen(one)).map(schemaWords) : null}
          onPick={text => {
            const schema = known.find(one => schemaWords(one) === text) ?? typedSchema(text)
            if (schema.database !== '' && !isChosen(schema))
              onChoose([...chosen, { database: schema.database, schema: schema.schema }])
          }}
        />
      </div>
    </fieldset>
  )
}
