import { Download } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { routes } from '@/lib/routes'

/** All of one change, whatever else the page is filtered by. */
export function ChangeExports({ id, columns }: { id: string; columns: number }) {
  const whole = { days: 'all', change: id }
  return (
    <tr className="border-b border-line bg-sunken shadow-[inset_2px_0_0_var(--gh-line-strong)] max-sm:block print:hidden">
      <td colSpan={columns} className="px-5 py-1.5 max-sm:block max-sm:px-7">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-muted">
          One change; each part has its own entry and is undone by itself.
          <Link
            href={routes.activity(whole)}
            prefetch={false}
            className="rounded-sm text-accent hover:underline"
          >
            Only this change
          </Link>
          {(['csv', 'json'] as const).map(format => (
            <a
              key={format}
              href={routes.activityExport({ ...whole, format })}
              download
              className={buttonClass({ size: 'sm' })}
            >
              <Download aria-hidden size={13} strokeWidth={1.5} />
              Export this change as {format.toUpperCase()}
            </a>
          ))}
        </span>
      </td>
    </tr>
  )
}
