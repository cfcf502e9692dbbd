import { Fragment } from 'react'
import { Table, TableBody, TableHead, TableHeader } from '@/components/ui/table'
import { routes } from '@/lib/routes'
import type { ChangeOfParts, ChangesPage } from '@/lib/services/activity/list-changes'
import { type ActivityQuery, activityQuery } from '../search-params'
import { ActivityLine } from './activity-line'
import { type ActivityRecord, didWords, toWords } from './activity-words'
import { ChangeExports } from './change-exports'
import { DayRow } from './day-row'
import { EntryDetail } from './entry-detail'
import { didTogether, lastOfEachPart, outcomeTogether, partsWords, toTogether } from './parts-words'

const COLUMNS = 7

interface EntryProps {
  record: ActivityRecord
  query: ActivityQuery
  isPart?: boolean
}

function Entry({ record, query, isPart = false }: EntryProps) {
  const open = record.id === query.entry
  return (
    <>
      <ActivityLine
        record={record}
        did={didWords(record)}
        to={toWords(record)}
        outcome={record.outcome}
        href={routes.activity(activityQuery({ ...query, entry: open ? null : record.id }))}
        open={open}
        isPart={isPart}
      />
      {open ? (
        <tr className="border-b border-line bg-surface max-sm:block">
          <td colSpan={COLUMNS} className="p-0 max-sm:block">
            <EntryDetail id={record.id} />
          </td>
        </tr>
      ) : null}
    </>
  )
}

interface ChangeProps {
  newest: ActivityRecord
  change: ChangeOfParts
  query: ActivityQuery
}

/** A change of several parts: one line, and its parts under it once it is opened, whichever of them a filter found. */
function Change({ newest, change: { id, entries }, query }: ChangeProps) {
  const hasOpenPart = entries.some(entry => entry.id === query.entry)
  // On paper nothing can be opened.
  const open = query.open === id || query.change === id || hasOpenPart || query.print !== null
  const parts = lastOfEachPart(entries)
  return (
    <>
      <ActivityLine
        record={newest}
        did={didTogether(parts)}
        to={toTogether(parts)}
        outcome={outcomeTogether(parts)}
        href={routes.activity(
          activityQuery({
            ...query,
            open: open ? '' : id,
            change: query.change === id ? '' : query.change,
            entry: hasOpenPart ? null : query.entry,
          }),
        )}
        open={open}
        parts={partsWords(parts)}
      />
      {open ? (
        <>
          <ChangeExports id={id} columns={COLUMNS} />
          {entries.map(entry => (
            <Entry key={entry.id} record={entry} query={query} isPart />
          ))}
        </>
      ) : null}
    </>
  )
}

export function ActivityTable({ page, query }: { page: ChangesPage; query: ActivityQuery }) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Activity, newest first</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader>Time</TableHeader>
          <TableHeader className="pl-9!">Who</TableHeader>
          <TableHeader>Did</TableHeader>
          <TableHeader>To</TableHeader>
          <TableHeader className="max-md:hidden">Reason</TableHeader>
          <TableHeader>Outcome</TableHeader>
          <TableHeader className="max-lg:hidden">Hash</TableHeader>
        </tr>
      </TableHead>
      <TableBody className="max-sm:block">
        {page.records.map((record, index) => {
          const change = page.changes.get(record.id)
          return (
            <Fragment key={record.id}>
              <DayRow iso={record.at} above={page.records[index - 1]?.at ?? null} columns={COLUMNS} />
              {change ? (
                <Change newest={record} change={change} query={query} />
              ) : (
                <Entry record={record} query={query} />
              )}
            </Fragment>
          )
        })}
      </TableBody>
    </Table>
  )
}
