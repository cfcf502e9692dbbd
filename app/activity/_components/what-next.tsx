import Link from 'next/link'
import type { ReactNode } from 'react'
import { Moment } from '@/components/moment'
import { ButtonLink } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { routes } from '@/lib/routes'
import type { getActivity } from '@/lib/services/activity/get-activity'
import { actionName } from './activity-words'

type Detail = Awaited<ReturnType<typeof getActivity>>

const link = 'rounded-sm text-accent hover:underline'

/** What became of an entry since, and what can be done about it. */
export function whatNext({
  record,
  state,
  since,
  announced,
  statements,
  outcomeId,
}: Detail): [string, ReactNode][] {
  const rows: [string, ReactNode][] = []
  if (announced)
    rows.push([
      'Announced',
      <>
        <Moment iso={announced.at} now={record.at} />, as entry {announced.auditId}, before the first call
      </>,
    ])
  if (statements.length > 0)
    rows.push([
      'SQL',
      <CodeBlock key="sql" text={statements.join('\n')} label="the statements as announced" />,
    ])
  if (outcomeId !== null)
    rows.push([
      'What came of it',
      <Link key={outcomeId} className={link} href={routes.activity({ days: 'all', entry: outcomeId })}>
        Entry {outcomeId}
      </Link>,
    ])
  for (const { auditId, action } of since)
    rows.push([
      action === 'undoChange' ? 'Undone by' : actionName(action),
      <Link key={auditId} className={link} href={routes.activity({ days: 'all', entry: auditId })}>
        Entry {auditId}
      </Link>,
    ])
  if (state === 'undoable')
    rows.push([
      'Undo',
      <ButtonLink key="undo" size="sm" prefetch={false} href={routes.reversal(record.id, 'undo')}>
        Preview undo
      </ButtonLink>,
    ])
  if (state === 'running') rows.push(['State', 'It is being carried out, or was interrupted a moment ago.'])
  if (state === 'interrupted')
    rows.push([
      'Interrupted',
      <span key="interrupted" className="flex flex-wrap gap-2">
        <ButtonLink size="sm" prefetch={false} href={routes.reversal(record.id, 'finish')}>
          Preview finishing it
        </ButtonLink>
        <ButtonLink size="sm" prefetch={false} href={routes.reversal(record.id, 'take-back')}>
          Preview taking it back
        </ButtonLink>
      </span>,
    ])
  return rows
}
