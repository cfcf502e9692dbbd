export interface Position {
  line: number
  column: number
}

export interface Bounds {
  lines: number
  columns: number
  /** Lines on one screen. */
  page: number
}

type Step = (from: Position, bounds: Bounds) => Position

const STEPS: Record<string, Step> = {
  ArrowUp: from => ({ ...from, line: from.line - 1 }),
  ArrowDown: from => ({ ...from, line: from.line + 1 }),
  ArrowLeft: from => ({ ...from, column: from.column - 1 }),
  ArrowRight: from => ({ ...from, column: from.column + 1 }),
  PageUp: (from, bounds) => ({ ...from, line: from.line - bounds.page }),
  PageDown: (from, bounds) => ({ ...from, line: from.line + bounds.page }),
  Home: from => ({ ...from, column: 0 }),
  End: (from, bounds) => ({ ...from, column: bounds.columns - 1 }),
}

const WITH_CONTROL: Record<string, Step> = {
  Home: () => ({ line: 0, column: 0 }),
  End: (_, bounds) => ({ line: bounds.lines - 1, column: bounds.columns - 1 }),
  ArrowUp: from => ({ ...from, line: 0 }),
  ArrowDown: (from, bounds) => ({ ...from, line: bounds.lines - 1 }),
  ArrowLeft: from => ({ ...from, column: 0 }),
  ArrowRight: (from, bounds) => ({ ...from, column: bounds.columns - 1 }),
}

/** ARIA grid pattern: where a key leads, held inside the grid; null when the key does not move. */
export function moveBy(from: Position, key: string, control: boolean, bounds: Bounds): Position | null {
  const step = control ? WITH_CONTROL[key] : STEPS[key]
  if (!step || bounds.lines === 0 || bounds.columns === 0) return null
  const next = step(from, bounds)
  return {
    line: Math.max(0, Math.min(bounds.lines - 1, next.line)),
    column: Math.max(0, Math.min(bounds.columns - 1, next.column)),
  }
}

export type GridCommand =
  | 'explain'
  | 'toggleRow'
  | 'toggleColumn'
  | 'group'
  | 'density'
  | 'copy'
  | 'token'
  | 'grant'

const COMMANDS: Record<string, GridCommand> = {
  Enter: 'explain',
  ' ': 'toggleRow',
  e: 'toggleColumn',
  g: 'group',
  d: 'density',
  c: 'copy',
  t: 'token',
  n: 'grant',
}

/** Single keys that act on the grid while it has focus. */
export function commandOf(key: string, modified: boolean): GridCommand | null {
  return modified ? null : (COMMANDS[key.length === 1 ? key.toLowerCase() : key] ?? null)
}
