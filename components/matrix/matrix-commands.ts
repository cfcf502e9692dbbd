'use client'
import { announce } from '@/components/ui/announce'
import { expandable } from './arrange-columns'
import type { Density } from './geometry'
import type { GridCommand, Position } from './keyboard'
import { principalOf } from './matrix-lines'
import type { MatrixProps } from './matrix-props'
import type { useMatrixView } from './use-matrix-view'

interface Screen {
  state: ReturnType<typeof useMatrixView>
  density: Density
  chooseDensity: (density: Density) => void
}

/** What can be done to the matrix, by key or by pointer. */
export function matrixCommands(props: MatrixProps, { state, density, chooseDensity }: Screen) {
  const { data, address, change } = props
  const { view, chosen, fold } = state
  const nameAt = (position: number) => data.columns[view.columns[position] ?? -1]?.name ?? ''
  const foldRow = (row: number) => fold(data.rows[row]?.principals[0] ?? '')

  /** The next cell the same way is asked about beforehand: a held key then does not wait. */
  const askAhead = (position: Position) => {
    const far = chosen
      ? Math.abs(position.line - chosen.line) + Math.abs(position.column - chosen.column)
      : Number.NaN
    if (!chosen || far !== 1) return
    const here = view.lines[position.line]
    const next = view.lines[2 * position.line - chosen.line]
    const user = nameAt(2 * position.column - chosen.column)
    if (!here || !next || !user) return
    // Only once the chosen cell itself is answered: the two would make each other wait.
    void props.note?.(principalOf(data, here), nameAt(position.column)).then(() => {
      void props.note?.(principalOf(data, next), user)
    })
  }
  const choose = (position: Position) => {
    const line = view.lines[position.line]
    if (!line || view.columns[position.column] === undefined) return
    // Moving along a folded row keeps the principal that was chosen in it.
    const held = chosen?.line === position.line ? address.who : null
    change({ who: held ?? principalOf(data, line), as: nameAt(position.column) })
    askAhead(position)
  }
  const expand = (position: number) => {
    const pattern = expandable(data, view, view.columns[position] ?? -1)
    if (pattern === null) return announce(`${nameAt(position)} has no members to show`)
    const { name = '', members = [] } = data.columns[pattern] ?? {}
    if (!address.expand.includes(name)) return change({ expand: [...address.expand, name] })
    // The members go back to their own places: the choice stays where the eye is.
    const as = address.as && members.includes(address.as) ? name : address.as
    change({ expand: address.expand.filter(other => other !== name), as })
  }
  const onCommand = (command: GridCommand, at: Position) => {
    const line = view.lines[at.line]
    if (!line || view.columns[at.column] === undefined) return
    if (command === 'group') return change({ grouped: !address.grouped })
    if (command === 'density') return chooseDensity(density === 'dense' ? 'comfortable' : 'dense')
    if (command === 'toggleRow') return foldRow(line.row)
    if (command === 'toggleColumn') return expand(at.column)
    if (!chosen) choose(at)
    props.onCommand(command, chosen ? (address.who ?? '') : principalOf(data, line), nameAt(at.column))
  }
  const step = (lines: number) => {
    const line = Math.max(0, Math.min(view.lines.length - 1, (chosen?.line ?? 0) + lines))
    choose({ line, column: chosen?.column ?? 0 })
  }
  return { choose, expand, foldRow, onCommand, step }
}
