import type { Matrix } from '@/lib/access/matrix/matrix'
import { reaches, VERDICTS } from '@/lib/access/model/verdict'

export interface UserPrincipals {
  name: string
  kind: Matrix['columns'][number]['kind']
  /** Can connect, conditions or not. */
  reach: number
  /** Allowed by IAM, stopped by the target. */
  dormant: number
}

/** How many principals stand behind each column of the matrix. */
export function principalsByUser(matrix: Matrix): UserPrincipals[] {
  const width = matrix.columns.length
  return matrix.columns.map((column, index) => {
    const counts = { reach: 0, dormant: 0 }
    matrix.rows.forEach((row, at) => {
      const verdict = VERDICTS[matrix.cells[at * width + index] ?? 0] ?? 'noAccess'
      if (reaches(verdict)) counts.reach += row.principals.length
      if (verdict === 'dormant') counts.dormant += row.principals.length
    })
    return { name: column.name, kind: column.kind, ...counts }
  })
}
