import Link from 'next/link'
import { PrincipalIcon, PrincipalName } from '@/components/principal-icon'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { VerdictLabel } from '@/components/verdict-mark'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { UserPlace, UserReachRow } from '@/lib/services/principals/get-user-reach'
import { PlaceHead } from './place-head'

function Cells({ row, account }: { row: UserReachRow; account: string }) {
  const { principal, target, databaseUser, verdict, asFarAsRead, hint, note, decidedBy } = row
  return (
    <>
      <TableCell className="max-w-80 pl-2! max-lg:max-w-60 xl:max-w-140 max-sm:h-auto max-sm:min-w-0 max-sm:p-0!">
        <span className="flex min-w-0 items-center gap-2">
          <PrincipalIcon group={principal.group} />
          <Link
            href={routes.principal(principal.arn)}
            prefetch={false}
            title={principal.description ?? undefined}
            className="min-w-0 truncate rounded-sm text-xs hover:underline"
          >
            <PrincipalName label={principal.label} />
          </Link>
          {principal.administrator ? <Tag>administrator</Tag> : null}
        </span>
        <span className="block truncate pl-6 text-xs text-muted md:hidden">{note}</span>
      </TableCell>
      <TableCell className="max-sm:h-auto max-sm:p-0!">
        <Link
          href={routes.target({ ...target, accountId: account }, { who: principal.arn, as: databaseUser })}
          prefetch={false}
          title="Why"
          className="inline-flex min-h-6 items-center hover:underline"
        >
          <VerdictLabel verdict={verdict} asFarAsRead={asFarAsRead} hint={hint} />
        </Link>
      </TableCell>
      <TableCell className="text-muted max-md:hidden">
        <span className="block max-w-72 whitespace-normal">{note}</span>
      </TableCell>
      <TableCell className="max-lg:hidden">
        {decidedBy ? (
          <>
            <Link
              href={routes.principal(principal.arn, { tab: 'policies' })}
              prefetch={false}
              className="font-mono text-xs text-accent hover:underline"
            >
              {decidedBy.policyName}
            </Link>{' '}
            {decidedBy.statement > 0 ? (
              <span className="text-xs text-subtle">st. {formatNumber(decidedBy.statement)}</span>
            ) : null}
          </>
        ) : null}
      </TableCell>
    </>
  )
}

const rowClass =
  'max-sm:grid max-sm:min-h-12 max-sm:grid-cols-[1fr_auto] max-sm:items-center max-sm:gap-x-3 max-sm:px-4 max-sm:py-1.5'

function Place({ place, name, account }: { place: UserPlace; name: string; account: string }) {
  const lines = Math.max(1, place.rows.length) + (place.after > 0 ? 1 : 0)
  const head = (
    <th
      scope="rowgroup"
      rowSpan={lines}
      className="w-72 max-w-72 max-lg:w-52 max-lg:max-w-52 py-2 pr-4 pl-5 text-left align-top font-normal max-sm:col-span-2 max-sm:w-auto max-sm:max-w-none max-sm:px-0 max-sm:pt-2 max-sm:pb-3"
    >
      <PlaceHead place={place} name={name} account={account} />
    </th>
  )
  return (
    <TableBody className="max-sm:block">
      {place.rows.map((row, index) => (
        <TableRow key={row.principal.arn} className={rowClass}>
          {index === 0 ? head : null}
          <Cells row={row} account={account} />
        </TableRow>
      ))}
      {place.rows.length === 0 ? (
        <TableRow className={rowClass}>
          {head}
          <TableCell colSpan={4} className="pl-2! text-subtle max-sm:col-span-2 max-sm:h-auto max-sm:p-0!">
            No principal is allowed to connect as it here
          </TableCell>
        </TableRow>
      ) : null}
      {place.after > 0 ? (
        <TableRow className={rowClass}>
          <TableCell colSpan={4} className="pl-2! text-xs text-subtle max-sm:col-span-2 max-sm:p-0!">
            {formatNumber(place.after)} more of {place.target.name} on the next page
          </TableCell>
        </TableRow>
      ) : null}
    </TableBody>
  )
}

/** By target: who can connect as this database user there, and why. */
export function UserReachTable({
  places,
  name,
  account,
}: {
  places: UserPlace[]
  name: string
  account: string
}) {
  return (
    <Table className="max-sm:block">
      <caption className="sr-only">Who can connect as {name}, by target</caption>
      <TableHead className="max-sm:sr-only">
        <tr>
          <TableHeader>Target</TableHeader>
          <TableHeader className="pl-2!">Principal</TableHeader>
          <TableHeader>Can it connect</TableHeader>
          <TableHeader className="max-md:hidden">Condition or reason</TableHeader>
          <TableHeader className="max-lg:hidden">Decided by</TableHeader>
        </tr>
      </TableHead>
      {places.map(place => (
        <Place
          key={`${place.target.region}/${place.target.resourceId}`}
          place={place}
          name={name}
          account={account}
        />
      ))}
    </Table>
  )
}
