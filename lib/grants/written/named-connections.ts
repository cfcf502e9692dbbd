import { parseDocument, type Statement } from '@/lib/iam/index'
import type { GrantConnection } from '../intent'
import { isAboutLogins } from './kept-statements'

const EXACT = /^arn:[\w-]+:rds-db:([a-z0-9-]+):(\d{12}):dbuser:((?:db|cluster|prx)-[A-Za-z0-9]+)\/(.+)$/s

/** One user of one target, spelled out; null: it stands for more, or for nothing. */
export function exactEntry(
  entry: string,
): (Omit<GrantConnection, 'databaseUsers'> & { user: string }) | null {
  const [, region = '', accountId = '', resourceId = '', written] = EXACT.exec(entry) ?? []
  if (!written || /[*?]|\$\{(?![*?$]\})/.test(written.replaceAll(/\$\{[*?$]\}/g, ''))) return null
  return { accountId, region, resourceId, user: written.replaceAll(/\$\{([*?$])\}/g, '$1') }
}

/** What a text lets in by name. Wildcards, variables and what it denies are not among it. */
export function namedConnections(
  text: string,
  counts: (statement: Statement) => boolean = () => true,
): GrantConnection[] {
  const connections = new Map<string, GrantConnection>()
  for (const statement of parseDocument(text).document?.statements ?? []) {
    const { effect, resource } = statement
    if (effect !== 'Allow' || !resource || resource.not || !isAboutLogins(statement) || !counts(statement))
      continue
    for (const { user, ...target } of resource.patterns.map(exactEntry).filter(entry => entry !== null)) {
      const key = `${target.accountId}/${target.region}/${target.resourceId}`
      const known = connections.get(key)?.databaseUsers ?? []
      connections.set(key, { ...target, databaseUsers: [...new Set([...known, user])] })
    }
  }
  return [...connections.values()]
}
