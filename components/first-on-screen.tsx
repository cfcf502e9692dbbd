'use client'

import type { ReactNode } from 'react'
import { usePrinting } from './use-printing'

interface FirstOnScreenProps {
  most: number
  children: readonly ReactNode[]
  /** In place of the others on screen. */
  more: ReactNode
}

/** The first of a list on screen, all of it on paper, where nothing can be opened. */
export function FirstOnScreen({ most, children, more }: FirstOnScreenProps) {
  if (usePrinting()) return children
  return (
    <>
      {children.slice(0, most)}
      {children.length > most ? more : null}
    </>
  )
}
