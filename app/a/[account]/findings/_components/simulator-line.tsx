'use client'

import { BadgeCheck, TriangleAlert } from 'lucide-react'
import { Moment } from '@/components/moment'
import { SubmitButton } from '@/components/submit-button'
import { Form } from '@/components/ui/form'
import { useServerAction } from '@/components/use-server-action'
import { formatNumber } from '@/lib/format'
import type { SimulatedFinding } from '@/lib/services/findings/simulate-finding'
import { simulateFindingAction } from '../actions'
import { simulatorWords } from './simulator-words'

function Answer({ value, principals }: { value: SimulatedFinding; principals: string[] }) {
  const others = value.answers.filter(({ answer }) => answer === 'disagrees')
  const Icon = others.length > 0 ? TriangleAlert : BadgeCheck
  return (
    <div role="status" className="min-w-0">
      <p className="flex items-start gap-1.5">
        <Icon
          aria-hidden
          size={14}
          strokeWidth={1.5}
          className={`mt-0.5 shrink-0 ${others.length > 0 ? 'text-cond' : 'text-ok'}`}
        />
        <span>
          {simulatorWords(value, principals)}, <Moment iso={value.at} now={value.at} />
          <span className="text-muted">
            {others.length > 0
              ? `. Gatehouse says something else of ${formatNumber(others.length)}:`
              : '. Gatehouse says the same.'}
          </span>
        </span>
      </p>
      {others.length > 0 ? (
        <ul className="mt-1 grid gap-1 pl-5">
          {others.map(({ principal, databaseUser, target, detail }) => (
            <li key={principal}>
              <code className="text-xs">{principal}</code> as <code className="text-xs">{databaseUser}</code>{' '}
              on {target}: {detail}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

interface SimulatorLineProps {
  findingId: string
  /** Labels of everybody whom the finding touches. */
  principals: string[]
  /** So many of them are asked about. */
  most: number
}

/** What AWS itself says of the same cells, when somebody asks. */
export function SimulatorLine({ findingId, principals, most }: SimulatorLineProps) {
  const [asked, ask] = useServerAction(simulateFindingAction)
  if (asked.status === 'done') return <Answer value={asked.value} principals={principals} />
  return (
    <Form action={ask} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <input type="hidden" name="findingId" value={findingId} />
      <span className="text-muted">
        {asked.status === 'failed' ? (
          <span role="alert" className="text-deny">
            {asked.message}{' '}
            {asked.answer ? <code className="text-xs break-words">{asked.answer}</code> : null}
          </span>
        ) : (
          'Was not asked'
        )}
      </span>
      <SubmitButton variant="secondary" size="sm" busyLabel="Asking AWS">
        {principals.length > most ? `Ask AWS about the first ${most}` : 'Ask AWS'}
      </SubmitButton>
    </Form>
  )
}
