import type { Route } from 'next'
import type { Ref } from 'react'
import type { GrantHref } from './grant-door'
import type { CellNote } from './hover-card'
import type { MatrixAddress } from './matrix-address'
import type { MatrixData } from './matrix-data'

export interface MatrixProps {
  data: MatrixData
  label: string
  address: MatrixAddress
  change: (patch: Partial<MatrixAddress>) => void
  showAll: boolean
  showAllHref: Route
  exportHref: (format: 'csv' | 'json' | 'zip') => Route
  note?: CellNote
  /** Steps the choice to the next or previous line, from outside the grid. */
  ref?: Ref<MatrixHandle>
  /** Told which rows of the answer are in view. */
  onView?: (rows: readonly number[]) => void
  /** Leads to the grant builder; null: nothing is granted from here. */
  grantHref?: GrantHref | null
  /** Explain, copy evidence, issue a token, grant: what the grid itself cannot do. */
  onCommand: (
    command: 'explain' | 'copy' | 'token' | 'grant',
    principalArn: string,
    databaseUser: string,
  ) => void
}

export interface MatrixHandle {
  step: (lines: number) => void
  /** Gives the focus back to what opened the panel: the grid's tab stop, or the button of that connection. */
  focus: (principalArn: string | null, databaseUser: string | null) => void
}
