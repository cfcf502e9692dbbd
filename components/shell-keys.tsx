'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { Openable } from './open-button'
import { useShellKeys } from './use-shell-keys'

// Fetched when first opened: most pages are read without either.
const CommandPalette = dynamic(() => import('./command-palette').then(file => file.CommandPalette), {
  ssr: false,
})
const KeyboardMap = dynamic(() => import('./keyboard-map').then(file => file.KeyboardMap), { ssr: false })

interface ShellKeysProps {
  account: string
  singleKeys: boolean
  mayMint: boolean
}

/** Keys that work on every page, and what they open. */
export function ShellKeys(props: ShellKeysProps) {
  const [open, setOpen] = useState<Openable | null>(null)
  const early = useShellKeys({ ...props, open, setOpen })
  const close = () => setOpen(null)
  if (open === 'palette') return <CommandPalette early={early} onClose={close} />
  if (open === 'keys') return <KeyboardMap singleKeys={props.singleKeys} onClose={close} />
  return null
}
