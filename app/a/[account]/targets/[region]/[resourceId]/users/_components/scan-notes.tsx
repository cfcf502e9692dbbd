import { Moment } from '@/components/moment'
import { Banner } from '@/components/ui/banner'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { formatCount } from '@/lib/format'

const SHOWN = 3
const DAY_MS = 86_400_000

function Stale({ scan, now }: { scan: DatabaseScan; now: string }) {
  if (Date.parse(now) - Date.parse(scan.scannedAt) < DAY_MS) return null
  return (
    <Banner
      tone="warning"
      title={
        <>
          Shown as of <Moment iso={scan.scannedAt} now={now} />.
        </>
      }
    >
      Users and rights may have changed since. Read the database again.
    </Banner>
  )
}

/** What this reading leaves out, and how old it is, above what it says. */
export function ScanNotes({ scan, now }: { scan: DatabaseScan; now: string }) {
  const { unread } = scan
  return (
    <div className="grid gap-2 px-5 pb-2 empty:hidden max-md:px-4">
      <Stale scan={scan} now={now} />
      {unread.length > 0 && (
        <Banner
          tone="warning"
          title={`Not everything was read: ${formatCount(unread.length, 'part')} missing.`}
        >
          {unread.some(({ hidesUsers }) => hidesUsers)
            ? 'From some addresses somebody else signs in than is listed here.'
            : 'Who signs in is known; what they may do there is not.'}
          <ul className="mt-1 grid gap-0.5 text-xs">
            {unread.slice(0, SHOWN).map(({ database, what, why }) => (
              <li key={`${database} ${what}`}>
                {database && <code>{database}</code>} {what}: {why}
              </li>
            ))}
            {unread.length > SHOWN && <li>and {unread.length - SHOWN} more</li>}
          </ul>
        </Banner>
      )}
    </div>
  )
}
