'use client'

import { classNames } from './ui/class-names'
import { Popover, PopoverContent, PopoverTrigger } from './ui/popover'

const MARK =
  'rounded-sm border border-line-strong px-1 text-2xs font-medium text-muted hover:bg-hover hover:text-fg'
export const SAFE = 'A demo: everything is simulated on this machine, and nothing real can be touched.'

/** Says of a demo that it is one, and opens to whose account it plays. */
export function DemoMark({ lines, className }: { lines: string[]; className: string }) {
  return (
    <Popover>
      <PopoverTrigger className={classNames(MARK, className)}>Demo</PopoverTrigger>
      <PopoverContent label="About this demo" className="grid w-80 gap-2 p-3.5 text-sm max-md:w-[88vw]">
        <p className="font-medium">{SAFE}</p>
        {lines.map(line => (
          <p key={line} className="text-muted">
            {line}
          </p>
        ))}
      </PopoverContent>
    </Popover>
  )
}

/** The same on a phone, where no side is. */
export function DemoLine({ lines }: { lines: string[] }) {
  return (
    <div
      data-print="hide"
      className="flex items-center gap-2 border-b border-line px-4 py-1 text-2xs text-muted md:hidden"
    >
      <DemoMark lines={lines} className="min-h-8 px-2" />
      Simulated: nothing real can be touched.
    </div>
  )
}
