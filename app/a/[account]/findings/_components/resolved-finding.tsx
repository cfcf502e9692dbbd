import { EmptyState } from '@/components/empty-state'
import { FailurePanel } from '@/components/failure-panel'
import { ButtonLink } from '@/components/ui/button'
import { readPage } from '@/lib/actions/read-page'
import { formatUtc } from '@/lib/format'
import { getResolvedFinding, type ResolvedFinding } from '@/lib/services/findings/get-resolved-finding'
import { type FindingQuery, filtersOf } from '../search-params'
import { FindingHistory } from './finding-history'
import { findingsHref } from './finding-link'

function sentenceOf({ title, history, seenGone, wholeNow, readAt }: ResolvedFinding): string {
  const moment = formatUtc(readAt)
  if (title === null)
    return 'There is no rule of that name, so the address was never a finding of this version.'
  if (history === null)
    return `It is not in the account as read at ${moment}, and the records that would say why could not be read.`
  if (history.length === 0 && !wholeNow)
    return `It is not in the account as read at ${moment}, and it was never seen here before. Not all of the account could be read now, so whether it is there is not known.`
  if (history.length === 0)
    return `It is not in the account as read at ${moment}, and it was never seen here before.`
  if (!seenGone)
    return `It is not in the account as read at ${moment}, but that reading saw less than the one that showed it: whether it is gone is not known. Read again once all of it can be read.`
  return `It is not in the account as read at ${moment}: it was fixed, or what it was about is gone.`
}

/** An address that outlived its finding: what it was, and what became of it. */
export async function GoneFindingNote({ id, query }: { id: string; query: FindingQuery }) {
  const reading = await readPage(context => getResolvedFinding(context, { id }))
  const gone = reading.ok ? reading.value : null
  if (!reading.ok && reading.unread)
    return (
      <FailurePanel failure={reading} meaning="Whether this finding is still there is not known either." />
    )
  const isUnknown = gone === null || (gone.history?.length === 0 ? !gone.wholeNow : !gone.seenGone)
  return (
    <>
      <EmptyState
        title={isUnknown ? 'This finding is not shown now' : 'This finding is gone'}
        actions={<ButtonLink href={findingsHref(filtersOf(query))}>Show what is open</ButtonLink>}
      >
        {gone
          ? sentenceOf(gone)
          : 'The account could not be read now, so whether it is still there is not known.'}
        {gone?.title ? (
          <span className="mt-2 block text-fg">
            {gone.title}: <code className="text-xs break-all">{gone.subject}</code>
          </span>
        ) : null}
      </EmptyState>
      {gone?.history && gone.history.length > 0 ? (
        <section className="mx-5 px-6">
          <h2 className="mb-1 text-xs font-medium text-muted">History</h2>
          <FindingHistory history={gone.history} now={gone.now} />
        </section>
      ) : null}
    </>
  )
}
