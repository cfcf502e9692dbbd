import { verdictWords } from '@/lib/access/model/as-far-as-read'
import { formatCount } from '@/lib/format'
import { membersWords } from './cell-words'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import type { MatrixView } from './matrix-lines'

/** What decides which lines and columns there are. */
export interface ViewChoice {
  address: Pick<MatrixAddress, 'hide' | 'find' | 'grouped' | 'expand'>
  opened: ReadonlySet<string>
}

const added = (before: readonly string[], after: readonly string[]) =>
  after.find(item => !before.includes(item))

function expandWords(data: MatrixData, before: readonly string[], after: readonly string[]): string | null {
  const opened = added(before, after)
  const column = data.columns.find(({ name }) => name === opened)
  if (column) return membersWords(column.name, column.members)
  const closed = added(after, before)
  return closed ? `${closed} collapsed` : null
}

function whatChanged(data: MatrixData, before: ViewChoice, after: ViewChoice): string | null {
  const [was, is] = [before.address, after.address]
  const expanded = expandWords(data, was.expand, is.expand)
  if (expanded) return expanded
  if (was.grouped !== is.grouped)
    return is.grouped ? 'Identical rows folded' : 'Every principal on its own row'
  const hidden = is.hide.find(verdict => !was.hide.includes(verdict))
  if (hidden) return `${verdictWords(hidden, data.asFarAsRead)} hidden`
  const shown = was.hide.find(verdict => !is.hide.includes(verdict))
  if (shown) return `${verdictWords(shown, data.asFarAsRead)} shown`
  if (added([...before.opened], [...after.opened])) return 'Row opened'
  if (added([...after.opened], [...before.opened])) return 'Row closed'
  return was.find === is.find ? null : is.find.trim() ? `Found for ${is.find.trim()}` : 'Find cleared'
}

/** What somebody who cannot see the grid hears once it holds something else; null when nothing did. */
export function viewWords(
  data: MatrixData,
  view: MatrixView,
  before: ViewChoice,
  after: ViewChoice,
): string | null {
  const change = whatChanged(data, before, after)
  if (!change) return null
  const principals = formatCount(view.principals, 'principal')
  return `${change}. ${principals} in ${formatCount(view.lines.length, 'row')}, ${formatCount(view.columns.length, 'column')}`
}
