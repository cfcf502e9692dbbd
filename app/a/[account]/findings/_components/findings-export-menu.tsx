'use client'

import { Download } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '@/components/ui/button'
import { Popover, PopoverClose, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { useAccount } from '@/components/use-account'
import { routes } from '@/lib/routes'

const FORMATS = [
  { format: 'csv', name: 'CSV', what: 'for a spreadsheet' },
  { format: 'json', name: 'JSON', what: 'everything, with cells and fixes' },
  { format: 'sarif', name: 'SARIF', what: 'for code scanning' },
] as const

/** What is shown, as a file. */
export function FindingsExportMenu({ query }: { query: Record<string, string | string[] | number | null> }) {
  const account = useAccount()
  return (
    <Popover>
      <PopoverTrigger
        aria-label="Export what is shown"
        title="Export what is shown"
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Download aria-hidden size={15} strokeWidth={1.5} />
      </PopoverTrigger>
      <PopoverContent label="Export what is shown" align="end" className="min-w-60 p-1">
        {FORMATS.map(({ format, name, what }) => (
          <PopoverClose
            key={format}
            nativeButton={false}
            render={<a href={routes.findingsExport(account, { ...query, format })} download />}
            className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover max-md:min-h-11"
          >
            <span className="w-14 font-medium">{name}</span>
            <span className="text-xs text-muted">{what}</span>
          </PopoverClose>
        ))}
        <PopoverClose
          nativeButton={false}
          render={<Link href={routes.findings(account, { ...query, print: '1' })} prefetch={false} />}
          className="flex min-h-7 items-center gap-2 rounded-sm px-2 py-1 text-sm hover:bg-hover max-md:min-h-11"
        >
          <span className="w-14 font-medium">Print</span>
          <span className="text-xs text-muted">the whole list, or as PDF</span>
        </PopoverClose>
      </PopoverContent>
    </Popover>
  )
}
