import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { statementsInWords } from '@/lib/access/explain/reason-words'
import type { AccessChange } from '@/lib/access/model/access-change'
import { listInWords } from '@/lib/format'
import { byHand } from './by-hand'
import { type RemovalCell, removalCell } from './removal-cell'
import { sideEffects } from './removal-effect'
import type { RemovalWish } from './removal-wish'
import { workedWays } from './work-out-removal'

export interface RemovalHint {
  text: string
  /** Whether there is a way that can be previewed. */
  offered: boolean
}

/** For a cell that IAM lets through: what would end it, with what else that ends on this target. Null for any other. */
export function removalSentence(access: CompiledAccess, wish: Omit<RemovalWish, 'way'>): RemovalHint | null {
  const cell = removalCell(access, wish)
  if (cell.allowing.length === 0) return null
  const [first] = workedWays(cell, true)
  if (!first) return { text: byHand(cell).join(' '), offered: false }
  const { label } = first.draft
  const text = `To end it, ${label.charAt(0).toLowerCase()}${label.slice(1)}.`
  const others = sideEffects(cell, first.effect)
  return { text: `${allOfThem(cell)}${text} ${aside(others, cell)}`, offered: true }
}

function allOfThem({ allowing }: RemovalCell): string {
  const count = allowing.reduce((sum, { reasons }) => sum + reasons.length, 0)
  return count > 1 ? `${statementsInWords(count)} allow it on their own. ` : ''
}

function aside(others: readonly AccessChange[], { target }: RemovalCell): string {
  if (others.length === 0) return `Nothing else changes on ${target.name}.`
  const cells = others.map(({ principal, databaseUser }) => `${principal} as ${databaseUser}`)
  return `On ${target.name} that also changes ${listInWords(cells)}.`
}
