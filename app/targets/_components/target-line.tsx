import { ChevronDown, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { ArnText } from '@/components/arn-text'
import { IamAuthLabel, iamAuthWords } from '@/components/iam-auth-mark'
import { TargetKindIcon } from '@/components/target-kind-icon'
import { TlsLabel } from '@/components/tls-mark'
import { classNames } from '@/components/ui/class-names'
import { TableCell, TableRow } from '@/components/ui/table'
import { VerdictMark } from '@/components/verdict-mark'
import type { ClusterMember } from '@/lib/access/target'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import { type TargetQuery, targetQuery } from '../search-params'
import type { TargetRow } from './target-row'

function Expander({ row, open, query }: { row: TargetRow; open: boolean; query: TargetQuery }) {
  const others = query.open.filter(id => id !== row.resourceId)
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <Link
      href={routes.targets(targetQuery({ ...query, open: open ? others : [...others, row.resourceId] }))}
      scroll={false}
      replace
      aria-expanded={open}
      aria-label={`Members of ${row.name}`}
      className="absolute inset-y-0 left-0 z-10 my-auto grid size-6 place-items-center rounded-sm text-subtle hover:text-fg max-sm:hidden"
    >
      <Chevron aria-hidden size={13} strokeWidth={1.75} />
    </Link>
  )
}

function Name({ row, open, query }: { row: TargetRow; open: boolean; query: TargetQuery }) {
  const { dormant } = row.summary
  return (
    <span className="flex min-w-0 items-center gap-2">
      {row.members.length > 0 ? <Expander row={row} open={open} query={query} /> : null}
      <TargetKindIcon kind={row.kind} />
      <Link
        href={routes.target(row)}
        className="truncate rounded-sm font-medium after:absolute after:inset-0"
      >
        {row.name}
      </Link>
      {dormant > 0 && !row.iamAuth.accepted ? (
        <span
          className="flex items-center gap-1 text-xs whitespace-nowrap text-dorm"
          title="IAM allows it, the target stops it"
        >
          <VerdictMark verdict="dormant" size={11} />
          {formatNumber(dormant)} dormant
        </span>
      ) : null}
    </span>
  )
}

function Users({ row }: { row: TargetRow }) {
  const { iamUsers, databaseUsers } = row.summary
  if (iamUsers === null || databaseUsers === null)
    return (
      <span className="text-subtle" title="The database was not read">
        –
      </span>
    )
  return (
    <>
      {formatNumber(iamUsers)} <span className="text-subtle">/ {formatNumber(databaseUsers)}</span>
    </>
  )
}

/** One target. On a phone: name and state on the first line, engine and region on the second. */
export function TargetLine({ row, open, query }: { row: TargetRow; open: boolean; query: TargetQuery }) {
  const { canConnect } = row.summary
  const unsupported = row.iamAuth.state === 'unsupported'
  return (
    <TableRow className="relative max-sm:grid max-sm:min-h-14 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-2">
      <TableCell className="max-w-80 first:pl-5 max-sm:h-auto max-sm:p-0!">
        <Name row={row} open={open} query={query} />
        <span className="mt-0.5 block pl-6 text-xs text-muted sm:hidden">
          {row.engineLabel}, {row.region}
        </span>
      </TableCell>
      <TableCell className="text-muted max-lg:hidden">
        <ArnText value={row.resourceId} name="resource id" />
      </TableCell>
      <TableCell className="text-muted max-sm:hidden">{row.engineLabel}</TableCell>
      <TableCell className="text-muted max-lg:hidden">{row.region}</TableCell>
      <TableCell className="max-sm:h-auto max-sm:p-0! max-sm:text-right">
        <IamAuthLabel
          state={row.iamAuth.state}
          words={iamAuthWords(row.iamAuth.state, row.maintenanceWindow)}
          reason={row.iamAuth.reason}
        />
        <span className="mt-0.5 block text-xs text-muted sm:hidden">
          {unsupported ? null : `${formatNumber(canConnect)} can connect`}
        </span>
      </TableCell>
      <TableCell className="max-md:hidden">
        <TlsLabel enforced={row.tlsEnforced} />
      </TableCell>
      <TableCell numeric className="max-md:hidden">
        <Users row={row} />
      </TableCell>
      <TableCell numeric className={classNames('max-sm:hidden', canConnect === 0 && 'text-subtle')}>
        {unsupported ? '–' : formatNumber(canConnect)}
      </TableCell>
    </TableRow>
  )
}

export function MemberLine({ member }: { member: ClusterMember }) {
  return (
    <TableRow tone="child" className="max-sm:hidden">
      <TableCell className="h-7! pl-11!">
        <span aria-hidden className="mr-2 text-line-strong">
          —
        </span>
        {member.name}
      </TableCell>
      <TableCell className="h-7! max-lg:hidden">
        <ArnText value={member.resourceId} name="resource id" />
      </TableCell>
      <TableCell className="h-7!">
        {member.role}, {member.instanceClass}
      </TableCell>
      <TableCell className="h-7! max-lg:hidden" />
      <TableCell className="h-7!">Follows the cluster</TableCell>
      <TableCell className="h-7! max-md:hidden" />
      <TableCell className="h-7! max-md:hidden" />
      <TableCell className="h-7!" />
    </TableRow>
  )
}
