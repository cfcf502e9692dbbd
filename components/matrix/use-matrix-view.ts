'use client'
import { useMemo, useState } from 'react'
import type { Verdict } from '@/lib/access/model/verdict'
import type { Position } from './keyboard'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'
import { buildView, lineOf, type MatrixView } from './matrix-lines'
import { useAnnouncedView } from './use-announced-view'

/** Where the chosen cell is on screen now; null when it is filtered away. */
function chosenPosition(
  data: MatrixData,
  view: MatrixView,
  as: string | null,
  who: string | null,
): Position | null {
  if (!as || !who) return null
  const column = view.columns.findIndex(index => data.columns[index]?.name === as)
  const line = column < 0 ? -1 : lineOf(data, view, who)
  return line < 0 ? null : { line, column }
}

/** By first principal, not by row number: a refresh may renumber rows. */
function useOpened() {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const fold = (firstArn: string) => {
    const next = new Set(opened)
    if (!next.delete(firstArn)) next.add(firstArn)
    setOpened(next)
  }
  return { opened, fold }
}

/** What the address and the opened rows make of the answer, and where the chosen cell stands in it. */
export function useMatrixView(data: MatrixData, address: MatrixAddress) {
  const { opened, fold } = useOpened()
  const { find, grouped } = address
  const hidden = address.hide.join()
  const patterns = address.expand.join('\n')
  const view = useMemo(
    () =>
      buildView(data, {
        hide: new Set(hidden ? (hidden.split(',') as Verdict[]) : []),
        find,
        grouped,
        opened,
        expanded: new Set(patterns ? patterns.split('\n') : []),
      }),
    [data, hidden, find, grouped, opened, patterns],
  )
  const { as, who } = address
  const chosen = useMemo(() => chosenPosition(data, view, as, who), [data, view, as, who])
  useAnnouncedView(data, view, address, opened)
  return { view, chosen, opened, fold }
}
