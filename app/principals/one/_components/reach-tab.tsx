import Link from 'next/link'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { SegmentedLinks } from '@/components/ui/segmented'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictLabel, VerdictMark } from '@/components/verdict-mark'
import type { ReachRow } from '@/lib/access/reach'
import { VERDICT_WORDS, type Verdict } from '@/lib/access/verdict'
import { formatCount } from '@/lib/format'
import { routes } from '@/lib/routes'
import { groupReach, type ReachBy } from './reach-groups'

const COUNTED: Verdict[] = ['canConnect', 'conditional', 'dormant', 'denied', 'notEvaluated']

interface ReachTabProps {
  arn: string
  rows: ReachRow[]
  by: ReachBy
  unreached: number
}

/** Everything it reaches and everything it is denied, each row leading to its explanation. */
export function ReachTab({ arn, rows, by, unreached }: ReachTabProps) {
  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-x-5 gap-y-2 px-5 py-1.5 max-md:px-4">
        <h2 className="font-semibold">What can it reach?</h2>
        {COUNTED.map(verdict => {
          const count = rows.filter(row => row.verdict === verdict).length
          if (count === 0) return null
          return (
            <span key={verdict} className="inline-flex items-center gap-1.5 text-xs">
              <VerdictMark verdict={verdict} size={12} /> {count} {VERDICT_WORDS[verdict].toLowerCase()}
            </span>
          )
        })}
        <span className="ml-auto">
          <SegmentedLinks
            label="Grouped"
            current={by}
            options={[
              { value: 'target', label: 'By target', href: routes.principal(arn) },
              { value: 'user', label: 'By user', href: routes.principal(arn, { by: 'user' }) },
              { value: 'policy', label: 'By policy', href: routes.principal(arn, { by: 'policy' }) },
            ]}
          />
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="px-5 py-6 text-muted">No statement that was read lets it connect to any target.</p>
      ) : (
        <ReachTable arn={arn} rows={rows} by={by} />
      )}
      <p className="px-5 py-2 text-xs text-subtle">
        {formatCount(unreached, 'other target')}: no statement allows it. A database in another account needs
        a role there.
      </p>
    </>
  )
}

const FIRST_HEAD: Record<ReachBy, string> = { target: 'Target', user: 'Database user', policy: 'Decided by' }

function ReachTable({ arn, rows, by }: Omit<ReachTabProps, 'unreached'>) {
  return (
    <div className="overflow-x-auto">
      <Table>
        <TableHead>
          <tr>
            <TableHeader>{FIRST_HEAD[by]}</TableHeader>
            {by !== 'target' && <TableHeader>Target</TableHeader>}
            {by !== 'user' && <TableHeader>Database user</TableHeader>}
            <TableHeader>Can it connect</TableHeader>
            <TableHeader>Condition or reason</TableHeader>
            {by !== 'policy' && <TableHeader>Decided by</TableHeader>}
          </tr>
        </TableHead>
        <TableBody>
          {groupReach(rows, by).map(group =>
            group.rows.map((row, index) => (
              <TableRow key={`${row.target.resourceId} ${row.databaseUser}`}>
                {index === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={group.rows.length}
                    className="py-2 pr-4 pl-5 text-left align-top font-normal whitespace-nowrap"
                  >
                    <GroupHead by={by} title={group.title} row={row} />
                  </th>
                )}
                {by !== 'target' && <TableCell className="pl-2!">{row.target.name}</TableCell>}
                {by !== 'user' && (
                  <TableCell className={`pl-2! font-mono text-xs ${row.anyUser ? 'italic' : ''}`}>
                    {row.databaseUser}
                  </TableCell>
                )}
                <TableCell>
                  <Link
                    href={routes.target(row.target, {
                      who: arn,
                      as: row.anyUser ? 'any other user' : row.databaseUser,
                    })}
                    className="hover:underline"
                    title="Why"
                  >
                    <VerdictLabel verdict={row.verdict} hint={row.hint} />
                  </Link>
                </TableCell>
                <TableCell className="text-muted">
                  <span className="block max-w-80 whitespace-normal">{row.note}</span>
                </TableCell>
                {by !== 'policy' && (
                  <TableCell>
                    {row.decidedBy && (
                      <>
                        <Link
                          href={routes.principal(arn, { tab: 'policies' })}
                          className="font-mono text-xs text-accent hover:underline"
                        >
                          {row.decidedBy.policyName}
                        </Link>{' '}
                        <span className="text-xs text-subtle">st. {row.decidedBy.statement}</span>
                      </>
                    )}
                  </TableCell>
                )}
              </TableRow>
            )),
          )}
        </TableBody>
      </Table>
    </div>
  )
}

function GroupHead({ by, title, row }: { by: ReachBy; title: string; row: ReachRow }) {
  if (by !== 'target') return <span className="font-mono text-xs">{title}</span>
  return (
    <span className="flex items-start gap-2">
      <span className="mt-0.5">
        <TargetKindIcon kind={row.target.kind} />
      </span>
      <span>
        <Link href={routes.target(row.target)} className="block font-medium hover:underline">
          {title}
        </Link>
        <span className="block text-xs text-muted">{row.target.engineLabel}</span>
      </span>
    </span>
  )
}
