import type { KeyboardEvent } from 'react'
import { type Bounds, commandOf, type GridCommand, moveBy, type Position } from './keyboard'

interface GridKeys {
  stop: Position
  bounds: Bounds
  onMove: (to: Position) => void
  onCommand: (command: GridCommand, at: Position) => void
  /** The line that has the focus is about to be replaced. */
  keepFocus: () => void
}

const REPLACES_LINES: GridCommand[] = ['group', 'toggleRow', 'toggleColumn', 'density']

/** Keys of the ARIA grid pattern, and the single keys that act on a cell. */
export function gridKeys({ stop, bounds, onMove, onCommand, keepFocus }: GridKeys) {
  return (event: KeyboardEvent) => {
    const control = event.ctrlKey || event.metaKey
    const next = event.altKey ? null : moveBy(stop, event.key, control, bounds)
    if (next) {
      event.preventDefault()
      return onMove(next)
    }
    const command = commandOf(event.key, control || event.altKey)
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    if (REPLACES_LINES.includes(command)) keepFocus()
    onCommand(command, stop)
  }
}
