import type { Rights, Template, UserIntent } from '@/lib/provision/user-intent'
import type { UserForm } from '@/lib/services/databases/get-user-form'
import { SchemasField } from './schemas-field'
import { SourceField } from './source-field'
import { rightsOf } from './start-intent'
import { TablesField } from './tables-field'
import { TemplateField } from './template-field'

const GIVEN: Template[] = ['readOnly', 'readWrite', 'like', 'role', 'tables', 'migration', 'monitoring']
const TEMPLATES: Partial<Record<UserIntent['kind'], (Template | 'all')[]>> = {
  create: ['readOnly', 'readWrite', 'like', 'nothing', 'role', 'tables', 'migration', 'monitoring'],
  addRights: GIVEN,
  revokeRights: ['all', ...GIVEN],
}
const ON_SCHEMAS: readonly Template[] = ['readOnly', 'readWrite', 'migration']

type OfRights = Extract<UserIntent, { rights: unknown }>

interface RightsFieldProps {
  intent: OfRights
  form: UserForm
  onIntent: (intent: UserIntent) => void
}

/** Which rights, and on what. */
export function RightsField({ intent, form, onIntent }: RightsFieldProps) {
  const { rights, kind, user } = intent
  const set = (next: Rights | 'all') =>
    onIntent(kind === 'revokeRights' ? { ...intent, rights: next } : { ...intent, rights: next as Rights })
  const template = rights === 'all' ? 'all' : rights.template
  const { inside, anyHost } = form
  const others = inside?.users.filter(one => one.name !== user.name || one.host !== user.host) ?? null
  return (
    <>
      <TemplateField
        legend={kind === 'revokeRights' ? 'Takes' : 'Can do'}
        templates={TEMPLATES[kind] ?? []}
        chosen={template}
        onChoose={next => {
          const schemas = rights === 'all' ? [] : rights.schemas
          set(
            next === 'all' ? 'all' : { ...rightsOf(next), schemas: ON_SCHEMAS.includes(next) ? schemas : [] },
          )
        }}
      />
      {rights !== 'all' && ON_SCHEMAS.includes(rights.template) && (
        <SchemasField
          inside={inside}
          chosen={rights.schemas}
          onChoose={schemas => set({ ...rights, schemas })}
        />
      )}
      {rights !== 'all' && (rights.template === 'like' || rights.template === 'role') && (
        <SourceField
          key={rights.template}
          label={rights.template === 'like' ? 'Which user' : 'Which role'}
          choices={rights.template === 'like' ? others : (inside?.roles ?? null)}
          anyHost={anyHost}
          chosen={rights.of}
          onChoose={of => set({ ...rights, of })}
        />
      )}
      {rights !== 'all' && rights.template === 'tables' && (
        <TablesField inside={inside} chosen={rights.tables} onChoose={tables => set({ ...rights, tables })} />
      )}
    </>
  )
}
