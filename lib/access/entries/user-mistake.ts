import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { hasVariable, hasWildcard, literalName, spelledOut } from '@/lib/access/decide/user-pattern'
import type { Target } from '@/lib/access/model/target'
import { isPlaceholder } from './placeholder'

export interface UserMistake {
  written: string
  /** The user half put right; null: it cannot be told. */
  instead: string | null
  /** What is wrong with it: `with a space around it`. */
  because: string
  /** Nothing is wrong but its capitals. */
  onlyCapitals: boolean
}

/** MySQL's host part: an IAM policy names the user alone (RDS User Guide, "Creating a database account using IAM…"). */
const HOST = /^(.+?)@(?:%|localhost|'[^']*'|"[^"]*"|\d+\.[\d.%]+)$/s
const QUOTED = /^(['"`])(.*)\1$/s
const ENCODED = /%[0-9A-F]{2}/i
/** A template or a variable that was not filled in. */
const LEFT_OPEN = /<[^<>]+>|(?<!\$)\{[^{}]*\}|\$aws:/i
const PREFIX = /^(?:db[-_]?)?user[:/](.+)$/is

interface Known {
  names: Set<string> | null
  databases: Set<string>
}

function knownOf({ inventory }: CompiledAccess, target: Target | null): Known {
  const scan = target ? inventory.scans[target.resourceId] : undefined
  const databases = [target?.databaseName ?? [], scan?.databases ?? []].flat()
  return { names: scan ? new Set(scan.users.map(({ name }) => name)) : null, databases: new Set(databases) }
}

/** What is wrong in the user half of an entry; a database user of just that name makes it right. */
export function userMistake(
  access: CompiledAccess,
  target: Target | null,
  written: string,
): UserMistake | null {
  const known = knownOf(access, target)
  if (known.names?.has(literalName(written))) return null
  const reasons: string[] = []
  let user: string | null = written
  for (const { because, put } of CORRECTIONS) {
    const better: string | null | undefined = user === null ? undefined : put(user, known)
    if (better === undefined) continue
    reasons.push(because)
    user = better
  }
  const wrong = { written, because: reasons.join(', '), onlyCapitals: false }
  if (user === null || user === '') return { ...wrong, instead: null }
  const twin = twinOf(known, user)
  if (reasons.length > 0) return { ...wrong, instead: twin ?? user }
  return twin === null ? null : { written, instead: twin, because: 'with other capitals', onlyCapitals: true }
}

/** The one user that differs in case only. */
function twinOf({ names }: Known, user: string): string | null {
  if (!names || hasWildcard(user) || hasVariable(user) || names.has(literalName(user))) return null
  const folded = literalName(user).toLowerCase()
  const alike = [...names].filter(name => name.toLowerCase() === folded)
  return alike.length === 1 && alike[0] ? spelledOut(alike[0]) : null
}

interface Correction {
  because: string
  /** Undefined: nothing to put right; null: wrong, and what is right cannot be told. */
  put(user: string, known: Known): string | null | undefined
}

const CORRECTIONS: Correction[] = [
  {
    because: 'with a space around it',
    put: user => (user.trim() === user ? undefined : user.trim()),
  },
  { because: 'with the host of a MySQL account', put: user => HOST.exec(user)?.[1] },
  { because: 'in quotes', put: user => QUOTED.exec(user)?.[2] },
  { because: 'with dbuser: in front', put: user => PREFIX.exec(user)?.[1] },
  { because: 'URL-encoded', put: decoded },
  { because: 'with % for a star', put: user => (user.includes('%') ? null : undefined) },
  { because: 'with a database name', put: withoutDatabase },
  {
    because: 'with a placeholder',
    put: user => (LEFT_OPEN.test(user) || isPlaceholder(user) ? null : undefined),
  },
]

function decoded(user: string, { names }: Known): string | null | undefined {
  if (!ENCODED.test(user)) return undefined
  try {
    const plain = decodeURIComponent(user)
    return names?.has(plain) ? spelledOut(plain) : null
  } catch {
    return undefined
  }
}

/** `orders/app`, `app/orders`, `/app`: certain where the database or the user is known. */
function withoutDatabase(user: string, { names, databases }: Known): string | null | undefined {
  if (hasVariable(user) || !user.includes('/')) return undefined
  const parts = user.split('/').filter(part => part !== '')
  const users = parts.filter(part => !databases.has(part) || names?.has(part))
  const found = names ? parts.filter(part => names.has(literalName(part))) : []
  const [only, ...more] = found.length === 1 ? found : users
  if (!only || more.length > 0) return null
  return parts.some(part => part !== only && hasWildcard(part)) ? null : only
}
