import { dateOf, failureOf, type Part, type PartFailure } from '@/lib/access/model/part'

/** The older answer under its own date, which a further failed reading does not move; else what became of the new one. */
export function keptPart(
  fresh: Part,
  older: Part | undefined,
  why: PartFailure | null = failureOf(fresh),
): Part {
  const date = older && dateOf(older)
  return fresh.state === 'read' || !why || !date ? fresh : { state: 'kept', at: date, why }
}
