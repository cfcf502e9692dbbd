import type { ActorKind, AuditRecord } from '@/lib/records/audit-entry'

type Of<Field extends keyof AuditRecord> = { [Key in Field]?: AuditRecord[Key] | undefined }
type Actor = Pick<AuditRecord, 'actor'> & Of<'actorKind' | 'recordedBy'>

/** Of those who write entries, as a filter names them. */
export const WRITER_WORDS: Record<ActorKind, string> = {
  person: 'People',
  job: 'Gatehouse',
  apiKey: 'API keys',
}

const nameWords = (kind: ActorKind | undefined, name: string) => {
  if (kind === 'apiKey') return `API key ${name}`
  return kind === 'job' ? `Gatehouse, ${name}` : name
}

/** Who an entry is of: `mira`; `Gatehouse, mending changes`; a change of mira's that Gatehouse told of, `Gatehouse for mira`. */
export function actorWords({ actor, actorKind, recordedBy }: Actor): string {
  // The server itself, which seals its log.
  if (actor === 'gatehouse' && actorKind === 'job') return 'Gatehouse'
  const words = nameWords(actorKind, actor)
  return recordedBy?.kind === 'job' ? `Gatehouse for ${words}` : words
}

/** Who wrote it, where that is somebody else. */
export function writerWords({ recordedBy }: Actor): string | null {
  return recordedBy ? nameWords(recordedBy.kind, recordedBy.name) : null
}
