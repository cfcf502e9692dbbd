'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

const TooltipProvider = Base.Provider

/** `children` is the one element described; it must be focusable, and say the essential by itself. */
function Tooltip({
  content,
  children,
  side = 'top',
}: {
  content: ReactNode
  children: ReactElement
  side?: 'top' | 'bottom' | 'left' | 'right'
}) {
  return (
    <Base.Root>
      <Base.Trigger delay={120} render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-60">
          <Base.Popup
            data-slot="tooltip"
            className="max-w-80 rounded-md bg-raised px-2 py-1 text-xs text-fg shadow-menu transition-opacity duration-120 data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export { Tooltip, TooltipProvider }
