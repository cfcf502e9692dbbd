'use client'

import { useZone } from '@/components/use-zone'
import { formatLongDay, onTheWall, zoneName } from '@/lib/format'

interface DayRowProps {
  iso: string
  /** Of the entry above; null: there is none. */
  above: string | null
  columns: number
}

/** The day of the entries below it, where one begins in the zone of whoever looks. */
export function DayRow({ iso, above, columns }: DayRowProps) {
  const zone = useZone()
  const day = onTheWall(zone, iso)
  if (above !== null && onTheWall(zone, above).slice(0, 10) === day.slice(0, 10)) return null
  return (
    <tr className="border-b border-line bg-sunken max-sm:block">
      <th
        scope="col"
        colSpan={columns}
        className="h-7 px-5 text-left text-xs font-semibold max-sm:flex max-sm:items-center max-sm:px-4"
      >
        {formatLongDay(day)} <span className="ml-1 font-normal text-muted">{zoneName(zone, iso)}</span>
      </th>
    </tr>
  )
}
