import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import type { Ref } from 'react'
import { ArnText } from '@/components/arn-text'
import { CodeOwnerMark } from '@/components/code-owner-mark'
import { FindingCounts } from '@/components/finding-counts'
import { IamAuthLabel } from '@/components/iam-auth-mark'
import { Moment } from '@/components/moment'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { TlsLabel } from '@/components/tls-mark'
import { Checkbox } from '@/components/ui/checkbox'
import { classNames } from '@/components/ui/class-names'
import { TableCell, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import { countWords } from '@/lib/access/model/as-far-as-read'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ListedTarget } from './listed-target'

/** Where a line stands in the list, drawn or not. */
interface Place {
  'data-index': number
  'aria-rowindex': number
  ref: Ref<HTMLTableRowElement> | undefined
}

interface TargetLineProps {
  row: ListedTarget
  open: boolean
  /** Shows or hides the members; null: there are none. */
  toggleHref: Route | null
  place: Place
  /** The address names it. */
  named: boolean
  chosen: boolean
  onChoose: (withRange: boolean) => void
}

function Expander({ row, open, href }: { row: ListedTarget; open: boolean; href: Route }) {
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <Link
      href={href}
      scroll={false}
      replace
      prefetch={false}
      aria-expanded={open}
      aria-label={`Members of ${row.name}`}
      className="absolute inset-y-0 left-0 z-10 my-auto grid size-6 place-items-center rounded-sm text-subtle hover:text-fg max-sm:hidden"
    >
      <Chevron aria-hidden size={13} strokeWidth={1.75} />
    </Link>
  )
}

function Name({ row, open, toggleHref, chosen, onChoose }: Omit<TargetLineProps, 'place' | 'named'>) {
  const { dormant } = row
  return (
    <span className="flex min-w-0 items-center gap-2">
      {toggleHref ? <Expander row={row} open={open} href={toggleHref} /> : null}
      <Checkbox
        aria-label={`Choose ${row.name}`}
        className="relative z-10 shrink-0 max-sm:hidden! print:hidden!"
        checked={chosen}
        onChange={event => onChoose((event.nativeEvent as MouseEvent).shiftKey === true)}
      />
      <TargetKindIcon kind={row.kind} />
      <Link
        href={routes.target(row)}
        prefetch={false}
        data-name=""
        data-hit=""
        title={`${row.name}, ${row.resourceId}`}
        className="truncate rounded-sm font-medium after:absolute after:inset-0"
      >
        {row.name}
      </Link>
      {row.code ? (
        <span className="inline-flex max-sm:hidden">
          <CodeOwnerMark {...row.code} dense />
        </span>
      ) : null}
      {dormant > 0 ? (
        <span
          className="flex shrink-0 items-center gap-1 text-xs whitespace-nowrap text-dorm"
          title="Grants that only wait for IAM authentication: IAM allows them, the target stops them"
        >
          <VerdictMark verdict="dormant" size={11} />
          <span>
            {formatNumber(dormant)} dormant
            <span className="max-xl:sr-only"> {dormant === 1 ? 'grant' : 'grants'}</span>
          </span>
        </span>
      ) : null}
    </span>
  )
}

function Users({ users }: Pick<ListedTarget, 'users'>) {
  if (users === null)
    return (
      <span className="text-subtle" title="The database was not read">
        –
      </span>
    )
  return (
    <>
      {formatNumber(users[0])} <span className="text-subtle">/ {formatNumber(users[1])}</span>
    </>
  )
}

function NotEvaluated() {
  return (
    <span className="text-subtle" title="Not evaluated: users, roles and policies were not read">
      <span aria-hidden>–</span>
      <span className="sr-only">not evaluated</span>
    </span>
  )
}

function CanConnect({ count }: { count: number | null }) {
  return count === null ? <NotEvaluated /> : formatNumber(count)
}

/** RDS has not described it since: everything in the line is of then. */
function KeptFrom({ at }: { at: string | null }) {
  if (at === null) return null
  return (
    <span className="ml-1 text-xs text-cond">
      as of <Moment iso={at} now={new Date().toISOString()} />
    </span>
  )
}

/** One target. On a phone: name and state on the first line, engine and region on the second. */
export function TargetLine({ row, place, named, ...name }: TargetLineProps) {
  const { canConnect } = row
  const unsupported = !canHaveIamAuth(row.state)
  return (
    <TableRow
      {...place}
      tone={named || name.chosen ? 'selected' : 'rest'}
      className="relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2"
    >
      <TableCell fills className="sm:first:pl-7.5! max-sm:h-auto max-sm:p-0!">
        <Name row={row} {...name} />
        <span className="mt-0.5 block pl-6 text-xs text-muted sm:hidden">
          {row.engine}, {row.region} <KeptFrom at={row.keptFrom} />
        </span>
      </TableCell>
      <TableCell className="text-muted max-xl:hidden">
        <ArnText value={row.resourceId} name="resource id" />
      </TableCell>
      <TableCell className="text-muted max-lg:whitespace-normal max-sm:hidden">{row.engine}</TableCell>
      <TableCell className="text-muted max-lg:hidden print:whitespace-nowrap!">
        {row.region} <KeptFrom at={row.keptFrom} />
      </TableCell>
      <TableCell className="max-sm:h-auto max-sm:p-0! max-sm:text-right">
        <IamAuthLabel state={row.state} words={row.words} reason={row.reason} />
        <span className="mt-0.5 ml-auto block max-w-32 text-xs whitespace-normal text-muted sm:hidden">
          {unsupported
            ? null
            : canConnect === null
              ? 'Not evaluated'
              : countWords(formatNumber(canConnect), row.asFarAsRead)}
        </span>
      </TableCell>
      <TableCell className="max-md:hidden">
        <TlsLabel enforced={row.tls} dense />
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        <Users users={row.users} />
      </TableCell>
      <TableCell numeric className={classNames('max-sm:hidden', !canConnect && 'text-subtle')}>
        {unsupported ? '–' : <CanConnect count={canConnect} />}
      </TableCell>
      <TableCell className="max-md:hidden">
        {canConnect === null ? (
          <NotEvaluated />
        ) : (
          <FindingCounts
            counts={row.findings}
            href={routes.findings(row.accountId, { target: row.resourceId })}
          />
        )}
      </TableCell>
    </TableRow>
  )
}

export function MemberLine({ member, place }: { member: ListedTarget['members'][number]; place: Place }) {
  return (
    <TableRow {...place} tone="child" className="max-sm:hidden">
      <TableCell className="h-7! pl-19.5!">
        <span aria-hidden className="mr-2 text-line-strong">
          —
        </span>
        {member.name}
      </TableCell>
      <TableCell className="h-7! max-xl:hidden">
        <ArnText value={member.resourceId} name="resource id" />
      </TableCell>
      <TableCell className="h-7! max-lg:whitespace-normal">
        {member.role}, {member.instanceClass}
      </TableCell>
      <TableCell className="h-7! max-lg:hidden" />
      <TableCell className="h-7!">Follows the cluster</TableCell>
      <TableCell className="h-7! max-md:hidden" />
      <TableCell className="h-7! max-md:hidden" />
      <TableCell className="h-7!" />
      <TableCell className="h-7! max-md:hidden" />
    </TableRow>
  )
}
