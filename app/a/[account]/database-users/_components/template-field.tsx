import { RadioCard } from '@/components/ui/radio-card'
import type { Template } from '@/lib/provision/user-intent'

const CARDS: Record<Template, { title: string; text: string }> = {
  readOnly: { title: 'Read only', text: 'SELECT' },
  readWrite: { title: 'Read and write', text: 'no DDL' },
  like: { title: 'Like another user', text: 'copies its grants' },
  nothing: { title: 'Nothing yet', text: 'sign in only' },
  role: { title: 'A role', text: 'and what it lends' },
  tables: { title: 'Pick tables', text: 'one by one' },
  migration: { title: 'Migration', text: 'alters tables' },
  monitoring: { title: 'Monitoring', text: 'reads no table' },
}

interface TemplateFieldProps {
  legend: string
  templates: readonly (Template | 'all')[]
  chosen: Template | 'all'
  onChoose: (template: Template | 'all') => void
}

/** What it may do, as one of a few. */
export function TemplateField({ legend, templates, chosen, onChoose }: TemplateFieldProps) {
  return (
    <fieldset>
      <legend className="pb-1.5 text-xs font-medium text-muted">{legend}</legend>
      <div className="grid grid-cols-2 gap-1.5">
        {templates.map(template => {
          const { title, text } =
            template === 'all' ? { title: 'All it has', text: 'it signs in, no more' } : CARDS[template]
          return (
            <RadioCard
              key={template}
              name="template"
              value={template}
              title={title}
              checked={template === chosen}
              onChange={() => onChoose(template)}
              className="gap-2! px-2.5! py-1.5! leading-4.5"
            >
              {text}
            </RadioCard>
          )
        })}
      </div>
    </fieldset>
  )
}
