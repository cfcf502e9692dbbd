import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Panel } from '@/components/ui/panel'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { regionDate, regionState } from '@/lib/access/region-reading'
import { formatClock, formatNumber } from '@/lib/format'
import { routes } from '@/lib/routes'
import type { TargetList } from '@/lib/services/list-targets'

const STATE = {
  read: 'Read',
  kept: 'Kept from before',
  refused: 'Refused',
  failed: 'Failed',
  reading: 'Being read',
  notAsked: 'Not asked',
} as const

export function RegionsPanel({ regions }: { regions: TargetList['regions'] }) {
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
              Read, UTC
            </TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {regions.map(region => {
            const state = regionState(region)
            const ok = state === 'read'
            const date = regionDate(region)
            const Icon = ok ? Check : TriangleAlert
            return (
              <TableRow key={region.region}>
                <TableCell className="pl-4!">
                  <Link
                    href={routes.targets({ region: region.region })}
                    className="rounded-sm hover:underline"
                  >
                    {region.region}
                  </Link>
                </TableCell>
                <TableCell>
                  <span
                    className={`inline-flex items-center gap-1.5 align-middle ${ok ? 'text-muted' : 'text-cond'}`}
                  >
                    <Icon aria-hidden size={13} strokeWidth={1.75} className={ok ? 'text-ok' : ''} />
                    {STATE[state]}
                  </span>
                </TableCell>
                <TableCell numeric>{date ? formatNumber(region.targetCount) : '–'}</TableCell>
                <TableCell numeric className="text-muted pr-4!">
                  {date ? formatClock(date) : '–'}
                </TableCell>
              </TableRow>
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
