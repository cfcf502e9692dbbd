import Link from 'next/link'
import { FirstOnScreen } from '@/components/first-on-screen'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { classNames } from '@/components/ui/class-names'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { VerdictLabel } from '@/components/verdict-mark'
import type { Verdict } from '@/lib/access/model/verdict'
import type { ReachRow } from '@/lib/access/reach/reach'
import { addressOfRemoval } from '@/lib/grants/removal/removal-address'
import { routes } from '@/lib/routes'
import { groupReach, type ReachBy } from './reach-groups'

const FIRST_HEAD: Record<ReachBy, string> = { target: 'Target', user: 'Database user', policy: 'Decided by' }

/** Only what IAM lets through can be taken away. */
const IAM_ALLOWS = new Set<Verdict>(['canConnect', 'conditional', 'dormant'])

const userOf = ({ anyUser, databaseUser }: ReachRow) => (anyUser ? 'any other user' : databaseUser)

/** On a phone a cell is a piece of its row's two lines. */
const PIECE = 'max-sm:h-auto max-sm:p-0!'

interface ReachTableProps {
  account: string
  arn: string
  rows: ReachRow[]
  by: ReachBy
  /** On screen; paper holds them all. */
  most: number
}

/** One row for each database user of each target, under what they are grouped by. */
export function ReachTable({ account, arn, rows, by, most }: ReachTableProps) {
  return (
    <Table className="max-sm:block">
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader>{FIRST_HEAD[by]}</TableHeader>
          {by !== 'target' && <TableHeader>Target</TableHeader>}
          {by !== 'user' && <TableHeader>Database user</TableHeader>}
          <TableHeader>Can it connect</TableHeader>
          <TableHeader className="whitespace-normal">Condition or reason</TableHeader>
          {by !== 'policy' && <TableHeader>Decided by</TableHeader>}
          <TableHeader>
            <span className="sr-only">Remove</span>
          </TableHeader>
        </tr>
      </TableHead>
      <TableBody className="max-sm:block">
        {/* The head of a group that is cut spans more rows than there are: the table ends it. */}
        <FirstOnScreen most={most} more={null}>
          {groupReach(rows, by).flatMap(group =>
            group.rows.map((row, index) => (
              <TableRow
                key={`${row.target.resourceId} ${row.databaseUser}`}
                className="max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:gap-y-1 max-sm:px-4 max-sm:py-2.5"
              >
                {index === 0 && (
                  <th
                    scope="rowgroup"
                    rowSpan={group.rows.length}
                    className="py-2 pr-4 pl-5 text-left align-top font-normal max-sm:col-span-2 max-sm:pt-0 max-sm:pb-1 max-sm:pl-0"
                  >
                    <GroupHead account={account} by={by} title={group.title} row={row} />
                  </th>
                )}
                <ReachCells account={account} arn={arn} row={row} by={by} />
              </TableRow>
            )),
          )}
        </FirstOnScreen>
      </TableBody>
    </Table>
  )
}

function ReachCells({ account, arn, row, by }: { account: string; arn: string; row: ReachRow; by: ReachBy }) {
  return (
    <>
      {by !== 'target' && <TableCell className={`pl-2! ${PIECE}`}>{row.target.name}</TableCell>}
      {by !== 'user' && (
        <TableCell
          className={classNames(
            'pl-2! font-mono text-xs',
            row.anyUser && 'italic',
            PIECE,
            by === 'policy' && 'max-sm:order-1 max-sm:col-span-2',
          )}
        >
          {row.databaseUser}
        </TableCell>
      )}
      <TableCell className={`whitespace-normal [&_span]:whitespace-normal ${PIECE}`}>
        <Link
          href={routes.target(
            { ...row.target, accountId: account },
            {
              who: arn,
              as: userOf(row),
            },
          )}
          className="hover:underline max-sm:inline-flex max-sm:min-h-6 max-sm:items-center"
          title="Why"
        >
          <VerdictLabel verdict={row.verdict} asFarAsRead={row.asFarAsRead} hint={row.hint} />
        </Link>
      </TableCell>
      <TableCell
        className={classNames(
          'min-w-36 whitespace-normal text-muted max-xl:min-w-24 sm:max-w-80',
          PIECE,
          'max-sm:order-2 max-sm:col-span-2 max-sm:text-xs',
          !row.note && 'max-sm:hidden',
        )}
      >
        {row.note}
      </TableCell>
      {by !== 'policy' && (
        <TableCell className={`${PIECE} whitespace-normal md:min-w-28 max-sm:order-3 max-sm:col-span-2`}>
          {row.decidedBy && (
            <>
              <Link
                href={routes.principal(arn, { tab: 'policies' })}
                className="font-mono text-xs wrap-anywhere text-accent hover:underline"
              >
                {row.decidedBy.policyName}
              </Link>{' '}
              <span className="text-xs whitespace-nowrap text-subtle">st. {row.decidedBy.statement}</span>
            </>
          )}
        </TableCell>
      )}
      <TableCell className="text-right max-sm:hidden">
        {IAM_ALLOWS.has(row.verdict) ? <RemoveLink account={account} arn={arn} row={row} /> : null}
      </TableCell>
    </>
  )
}

function RemoveLink({ account, arn, row }: { account: string; arn: string; row: ReachRow }) {
  const { region, resourceId, name } = row.target
  const databaseUser = userOf(row)
  return (
    <Link
      href={routes.removal(
        account,
        addressOfRemoval({ principalArn: arn, region, resourceId, databaseUser }),
      )}
      prefetch={false}
      aria-label={`Remove ${databaseUser} on ${name}`}
      data-print="hide"
      className="rounded-sm text-xs text-subtle hover:text-deny hover:underline focus-visible:text-deny"
    >
      Remove
    </Link>
  )
}

function GroupHead({
  account,
  by,
  title,
  row,
}: {
  account: string
  by: ReachBy
  title: string
  row: ReachRow
}) {
  if (by !== 'target') return <span className="font-mono text-xs">{title}</span>
  return (
    <span className="flex items-start gap-2">
      <span className="mt-0.5">
        <TargetKindIcon kind={row.target.kind} />
      </span>
      <span>
        <Link
          href={routes.target({ ...row.target, accountId: account })}
          className="block font-medium hover:underline"
        >
          {title}
        </Link>
        <span className="block text-xs text-muted">{row.target.engineLabel}</span>
      </span>
    </span>
  )
}
