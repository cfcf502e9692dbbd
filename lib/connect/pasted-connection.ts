/** Where a pasted line connects to, and as whom. */
export interface PastedConnection {
  /** Lower case. */
  host: string
  databaseUser: string | null
}

/** RDS endpoint names hold a label `rds` in every partition; custom names are known by how they are written. */
const HOSTS = [
  /\b((?:[a-z0-9-]+\.)+rds\.(?:[a-z0-9-]+\.)*[a-z]{2,})\b/i,
  /(?:^|[\s{,;"'])(?:pg)?host(?:name|addr)?["']?\s*[=:]\s*["']?([\w.-]+)/i,
  /(?:^|\s)(?:-h\s*|--host[=\s]\s*)["']?([\w.-]+)/,
  /:\/\/(?:[^@/\s]*@)?([\w.-]+)/,
]

const USERS = [
  /[?&]DBUser=([^&\s"']+)/i,
  /:\/\/([^:@/\s]+)(?::[^@\s]*)?@/,
  /(?:^|[\s{,;?&"'])(?:pg|db)?user(?:name)?["']?\s*[=:]\s*["']?([^\s"',;&}]+)/i,
  /(?:^|\s)(?:-U\s*|-u\s*|--user(?:name)?[=\s]\s*)["']?([^\s"']+)/,
]

function firstOf(patterns: readonly RegExp[], text: string): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found) return found
  }
  return null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** From `psql` and `mysql` lines, URIs, JDBC addresses, libpq settings, environment lines, tokens, and bare endpoints. */
export function pastedConnection(text: string): PastedConnection | null {
  const host = firstOf(HOSTS, text)
  if (host === null) return null
  const before = text.slice(0, text.indexOf(host))
  // What this function's own answer looks like, once it is asked for again.
  const plain = /^([^\s/:]+)@$/.exec(before)?.[1] ?? null
  const user = plain ?? firstOf(USERS, text)
  return { host: host.toLowerCase().replace(/\.$/, ''), databaseUser: user === null ? null : decoded(user) }
}

const DATABASES = [
  /:\/\/(?:[^@/\s]*@)?[\w.-]+(?::\d+)?\/([\w-]+)/,
  /(?:^|[\s{,;"'])(?:pg)?(?:dbname|database)["']?\s*[=:]\s*["']?([\w-]+)/i,
  /(?:^|\s)(?:-d\s*|--dbname[=\s]\s*|-D\s+|--database[=\s]\s*)["']?([\w-]+)/,
  // What `searchTextOf` makes of them.
  /^[^\s/]+\/([\w-]+)$/,
  // The last word of `psql -h … -U … orders`, where no flag asks for it.
  /^\s*(?:psql|mysql|mariadb)\s(?:.*\s)?(?<!\s-{1,2}[\w-]+\s+)([A-Za-z_][\w]*)\s*$/,
]

/** Of a pasted line that names a host; a token names none. */
export function pastedDatabase(text: string): string | null {
  return firstOf(DATABASES, text)
}

/** More than a name is long: a policy, a document, or a secret that was in the clipboard. */
const LONGEST_NAME = 160
const SECRET =
  /x-amz-(signature|credential|security)|(password|passwd|pwd|secret\w*|token)["']?\s*[=:]\s*\S|-----BEGIN|\beyJ[\w-]{8,}\.|^\s*(?:mysql|mariadb)\s(?:.*\s)?-p\S/i
/** A secret access key has no mark but its length and its letters. */
const ACCESS_KEY = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/

/** What of a pasted text must not leave the page; null: nothing. */
export function secretIn(text: string): 'token' | 'secret' | 'long' | null {
  if (/x-amz-signature/i.test(text)) return 'token'
  if (SECRET.test(text) || ACCESS_KEY.test(text.trim()) || /:\/\/[^@/\s:]*:[^@\s]+@/.test(text))
    return 'secret'
  return text.length > LONGEST_NAME ? 'long' : null
}

/** What may be searched for, and so stand in an address: of a pasted line its host, user and database, never a password or a token. */
export function searchTextOf(text: string): string {
  const pasted = pastedConnection(text)
  if (!pasted) return secretIn(text) === null ? text : ''
  const { host, databaseUser } = pasted
  const database = pastedDatabase(text)
  return `${databaseUser === null ? '' : `${databaseUser}@`}${host}${database ? `/${database}` : ''}`
}
