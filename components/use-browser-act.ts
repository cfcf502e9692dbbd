'use client'

import { useRouter } from 'next/navigation'
import type { BrowserAct } from '@/lib/services/shell/found-item'
import { chooseTheme } from './choose-theme'
import { readAgain } from './read-again'
import { openTour } from './tour/open-tour'
import { announce } from './ui/announce'

/** What the palette does without leaving the page. */
export function useBrowserAct(): (act: BrowserAct) => void {
  const router = useRouter()
  return async act => {
    // After the palette is gone: it is no part of the paper.
    if (act === 'print') setTimeout(() => window.print(), 0)
    else if (act === 'tour') openTour()
    else if (act === 'readAgain') {
      announce('Reading AWS again')
      const outcome = await readAgain()
      router.refresh()
      announce(outcome)
    } else {
      chooseTheme(act)
      router.refresh()
    }
  }
}
