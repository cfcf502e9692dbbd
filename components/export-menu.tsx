'use client'

import { Download } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { buttonClass } from './ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './ui/menu'

const WORDS = {
  csv: 'What is shown, as CSV',
  json: 'What is shown, as JSON',
  sarif: 'What is shown, as SARIF for code scanning',
  zip: 'For an audit file: CSV, who asked, SHA-256',
} as const

interface ExportMenuProps {
  files: Partial<Record<keyof typeof WORDS, Route>>
  /** Where the list stands whole, to be printed; absent: the page itself holds all of it. */
  paper?: Route
}

/** What is shown, all pages of it, as a file or on paper. */
export function ExportMenu({ files, paper }: ExportMenuProps) {
  const formats = (Object.keys(WORDS) as (keyof typeof WORDS)[]).filter(format => files[format])
  return (
    <Menu>
      <MenuTrigger
        aria-label="Export what is shown"
        title="Export what is shown"
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Download size={15} strokeWidth={1.5} aria-hidden />
      </MenuTrigger>
      <MenuContent>
        {formats.map(format => (
          <MenuItem key={format} render={<a href={files[format]} download />}>
            {WORDS[format]}
          </MenuItem>
        ))}
        {paper ? (
          <MenuItem render={<Link href={paper} prefetch={false} />}>Print all of it, or save as PDF</MenuItem>
        ) : (
          <MenuItem onClick={() => window.print()}>Print, or save as PDF</MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}
