import type { MatrixData } from '@/components/matrix/matrix-data'
import type { PrincipalGroup } from '@/lib/access/model/principal'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'

export interface SampleRow {
  names: string[]
  group: PrincipalGroup
  /** One letter a column: C can connect, c conditional, d dormant, x denied, . none, ? not evaluated. */
  cells: string
}

const LETTERS: Record<string, Verdict> = {
  C: 'canConnect',
  c: 'conditional',
  d: 'dormant',
  x: 'denied',
  '.': 'noAccess',
  '?': 'notEvaluated',
}

/** A small answer for tests, written as it would look on screen. */
export function sampleMatrix(columns: string[], rows: SampleRow[]): MatrixData {
  const kindOf = (name: string) =>
    name === 'any other user' ? 'anyOther' : name.includes('*') ? 'pattern' : 'user'
  return {
    columns: columns.map(name => ({
      kind: kindOf(name),
      name,
      representativeName: name,
      iamReady: true,
      reason: null,
      members: [],
      reach: 0,
    })),
    rows: rows.map(row => ({
      principals: row.names.map(name => `arn:aws:iam::111122223333:${name}`),
      label: row.names[0] ?? '',
      group: row.group,
      kind: row.group === 'iamUsers' ? 'user' : 'role',
      description: null,
      reach: [...row.cells].filter(letter => letter === 'C' || letter === 'c').length,
      pattern: null,
      asFarAsRead: false,
      asked: { current: 0, old: 0 },
    })),
    cells: Uint8Array.from(
      rows.flatMap(row => [...row.cells].map(letter => VERDICTS.indexOf(LETTERS[letter] ?? 'noAccess'))),
    ),
    hiddenPrincipals: 0,
    totalPrincipals: rows.length,
    policiesUnread: null,
    scpsReadAt: null,
    databaseReadAt: '2026-11-18T13:50:00Z',
    asFarAsRead: false,
    askedAt: null,
    asOf: '2026-11-18T14:02:11Z',
  }
}
