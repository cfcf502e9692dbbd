import Link from 'next/link'
import { Fragment } from 'react'
import { Moment } from '@/components/moment'
import { Panel } from '@/components/ui/panel'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { isWhole, regionDate, regionState } from '@/lib/access/reading/region-reading'
import { formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { ReadingReport } from '@/lib/services/account/get-reading'
import { STATE_WORDS, StateMark } from './part-state'
import { RegionParts } from './region-parts'

/** Of a Region that was not listed whole: what was found of it, which is not all. */
function PartCount({ count }: { count: number }) {
  if (count === 0) return '–'
  return <span title="Not all of its targets were read">{formatNumber(count)} read</span>
}

/** Every Region that is read, and how each of the things that are asked of it stands. */
export function RegionsPanel({
  account,
  regions,
  now,
}: {
  account: string
  regions: ReadingReport['regions']
  now: string
}) {
  return (
    <Panel title="Regions" id="regions">
      <Table>
        <caption className="sr-only">Regions that are read</caption>
        <TableHead className="border-t-0">
          <tr>
            <TableHeader className="pl-4!">Region</TableHeader>
            <TableHeader>State</TableHeader>
            <TableHeader numeric>Targets</TableHeader>
            <TableHeader numeric className="pr-4!">
              Read
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {regions.map(region => {
            const state = regionState(region)
            const date = regionDate(region)
            const known = isWhole(region)
            return (
              <Fragment key={region.region}>
                <TableRow>
                  <TableCell className="pl-4!">
                    <Link
                      href={routes.targets(account, { region: region.region })}
                      className="rounded-sm hover:underline"
                    >
                      {region.region}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <span className="inline-flex items-center gap-1.5 align-middle text-muted">
                      <StateMark state={state} />
                      {STATE_WORDS[state]}
                    </span>
                  </TableCell>
                  <TableCell numeric>
                    {known ? formatNumber(region.targetCount) : <PartCount count={region.targetCount} />}
                  </TableCell>
                  <TableCell numeric className="text-muted pr-4!">
                    {date ? <Moment iso={date} now={now} className="max-sm:whitespace-normal!" /> : '–'}
                  </TableCell>
                </TableRow>
                <TableRow tone="child">
                  <TableCell colSpan={4} className="h-auto! pb-2! pl-4! whitespace-normal!">
                    <RegionParts region={region} now={now} />
                  </TableCell>
                </TableRow>
              </Fragment>
            )
          })}
        </TableBody>
      </Table>
      <p className="px-4 py-2.5 text-xs text-muted">
        Other regions: set <code>GATEHOUSE_REGIONS</code> to a list such as <code>eu-west-1,us-east-1</code>,
        or to <code>all</code>, and start again.
      </p>
    </Panel>
  )
}
