'use client'

import { Printer } from 'lucide-react'
import { Button } from './ui/button'

/** Opens the browser's own printing, which also saves as PDF. */
export function PrintButton() {
  return (
    <Button variant="primary" onClick={() => window.print()}>
      <Printer aria-hidden size={14} strokeWidth={1.5} />
      Print, or save as PDF
    </Button>
  )
}
