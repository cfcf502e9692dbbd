'use client'

import { Ban } from 'lucide-react'
import { useState } from 'react'
import { PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { formatCount } from '@/lib/format'
import { Chip } from './chip'
import { ChoiceField } from './choice-field'
import { useGrantDraft } from './grant-draft'
import { Step } from './step'
import { useChoices } from './use-choices'

export function WhoStep() {
  const { intent, subjectOf, update, remember } = useGrantDraft()
  const [find, setFind] = useState<string | null>(null)
  const reading = useChoices('who', find)
  const { principals } = intent
  const remove = (arn: string) => update({ principals: principals.filter(one => one !== arn) })
  const offered = reading.subjects.filter(subject => !principals.includes(subject.arn))
  const refused = principals.map(subjectOf).filter(({ unmodifiable }) => unmodifiable !== null)
  return (
    <Step
      number={1}
      title="Who"
      summary={principals.length > 0 ? formatCount(principals.length, 'principal') : null}
    >
      <div className="relative flex flex-wrap gap-1.5 rounded-md border border-control bg-surface p-1.5 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-accent">
        {principals.map(subjectOf).map(subject => (
          <Chip
            key={subject.arn}
            icon={<PrincipalIcon group={subject.group} size={13} />}
            label={<PrincipalName label={subject.label} />}
            name={subject.label}
            title={subject.arn}
            doubtful={subject.unmodifiable !== null}
            onRemove={() => remove(subject.arn)}
          />
        ))}
        <ChoiceField
          label="Add role, user or group"
          placeholder="Add role, user or group"
          className="w-full"
          choices={offered.map(subject => ({
            key: subject.arn,
            name: subject.label,
            tip: subject.arn,
            disabled: subject.unmodifiable,
            content: (
              <>
                <PrincipalIcon group={subject.group} size={14} />
                <span className="min-w-0 flex-1 truncate">
                  <PrincipalName label={subject.label} />
                </span>
                <span className="max-w-3/5 py-1 text-right text-xs text-subtle">{subject.detail}</span>
              </>
            ),
          }))}
          more={reading.more}
          problem={reading.problem}
          waiting={reading.waiting}
          nothing="No role, user or group is left to choose."
          wanting={principals.length === 0}
          onQuery={setFind}
          onChoose={arn => {
            const subject = offered.find(one => one.arn === arn)
            if (subject) remember({ subject })
            update({ principals: [...principals, arn] })
          }}
          onBackspace={() => update({ principals: principals.slice(0, -1) })}
          onClose={() => setFind(null)}
        />
      </div>
      {refused.map(({ arn, label, unmodifiable }) => (
        <p key={arn} className="mt-1.5 flex gap-1.5 text-xs text-cond">
          <Ban aria-hidden size={13} strokeWidth={1.5} className="mt-px shrink-0" />
          <span>
            <code className="break-all">{label}</code> cannot be given anything here. {unmodifiable}
          </span>
        </p>
      ))}
    </Step>
  )
}
