import { useMemo } from 'react'
import { type Density, type Sizes, sizesFor } from './geometry'
import { type MatrixData, shortName, shownName } from './matrix-data'

/** Of a folded row, this many names are measured: they rarely differ much. */
const MEASURED = 40

const longest = (texts: string[]) => texts.reduce((most, text) => Math.max(most, text.length), 0)

/** A folded row's words are set in sans, its pattern in mono beside it. */
function longestFold(data: MatrixData): number {
  const folded = data.rows.filter(row => row.principals.length > 1)
  const words = (row: MatrixData['rows'][number]) =>
    `${row.principals.length} users with identical access`.length * 0.85
  return Math.ceil(
    folded.reduce((most, row) => Math.max(most, words(row) + (row.pattern?.length ?? -2) + 2), 0),
  )
}

function longestName(data: MatrixData): number {
  return longest(
    data.rows.flatMap(row => row.principals.slice(0, MEASURED).map(arn => shownName(shortName(arn)))),
  )
}

/** Fixed sizes for this answer: nothing is measured on screen. */
export function useGridSizes(data: MatrixData, density: Density): Sizes {
  return useMemo(() => {
    const row = Math.max(longestName(data), longestFold(data))
    return sizesFor(density, longest(data.columns.map(column => column.name)), row)
  }, [data, density])
}
