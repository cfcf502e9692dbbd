'use client'

import { useSyncExternalStore } from 'react'
import { Kbd } from './ui/kbd'

const never = () => () => undefined
const ofBrowser = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The key that goes with a letter: ⌘ on a Mac, Ctrl elsewhere. The server draws ⌘: it does not know who will look. */
export function CommandKey() {
  const isMac = useSyncExternalStore(never, ofBrowser, () => true)
  return <Kbd>{isMac ? '⌘' : 'Ctrl'}</Kbd>
}
