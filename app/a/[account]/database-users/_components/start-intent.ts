import type { Rights, Template, UserIntent, UserName } from '@/lib/provision/user-intent'

export const CHANGES = [
  'create',
  'makeReady',
  'addRights',
  'revokeRights',
  'close',
  'endSessions',
  'remove',
] as const satisfies UserIntent['kind'][]

export const rightsOf = (template: Template): Rights => ({
  template,
  schemas: [],
  of: null,
  tables: [],
  direct: false,
})

/** What a dialog opens with, before anything is chosen. */
export function startIntent(
  kind: UserIntent['kind'],
  user: UserName,
  template: Template = 'readOnly',
): UserIntent {
  if (kind === 'create') return { kind, user, rights: rightsOf(template), despite: [] }
  if (kind === 'makeReady') return { kind, user, despite: [] }
  if (kind === 'addRights') return { kind, user, rights: rightsOf('readOnly') }
  if (kind === 'revokeRights') return { kind, user, rights: 'all' }
  if (kind === 'remove') return { kind, user, reassignTo: null }
  return { kind, user }
}

/** `name` or `name@host`, as it stands in an address; where no host can be, `@` is a letter like any other. */
export function userNamed(text: string, anyHost: string | null): UserName {
  const at = text.lastIndexOf('@')
  if (anyHost === null || at <= 0) return { name: text, host: anyHost }
  return { name: text.slice(0, at), host: text.slice(at + 1) }
}

/** Another name is another question: what somebody said about the one before does not count for it. */
export function withUser(intent: UserIntent, user: UserName): UserIntent {
  return 'despite' in intent ? { ...intent, user, despite: [] } : { ...intent, user }
}
