import type { Caveat } from '@/lib/access/model/caveat'

const WEIGHT: Record<Caveat['scope'], number> = {
  organization: 0,
  iam: 1,
  region: 2,
  target: 3,
  database: 4,
  guardrails: 5,
  policy: 6,
  credentials: 7,
}

/** What may change every answer stands before what may change one principal's, however many those are. */
export function heaviestFirst(caveats: readonly Caveat[]): Caveat[] {
  const few = ({ whose }: Caveat) => (whose === undefined ? 0 : 1)
  return caveats.toSorted((a, b) => WEIGHT[a.scope] - WEIGHT[b.scope] || few(a) - few(b))
}
