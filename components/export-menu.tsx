'use client'

import { Download } from 'lucide-react'
import type { Route } from 'next'
import { buttonClass } from './ui/button'
import { Menu, MenuContent, MenuItem, MenuTrigger } from './ui/menu'

/** What is shown, all pages of it, as a file. */
export function ExportMenu({ csv, json }: { csv: Route; json: Route }) {
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
        <MenuItem render={<a href={csv} download />}>What is shown, as CSV</MenuItem>
        <MenuItem render={<a href={json} download />}>What is shown, as JSON</MenuItem>
        <MenuItem onClick={() => window.print()}>Print, or save as PDF</MenuItem>
      </MenuContent>
    </Menu>
  )
}
