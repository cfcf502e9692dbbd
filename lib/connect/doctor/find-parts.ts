import type { Mark, MarkedPart } from './recognised'

/** One value of the text and where it stands. */
export interface FoundPart extends Mark {
  text: string
}

const Q = '\\\\{0,3}["\'`»“]'
const END = '\\\\{0,3}["\'`«”]'
const HOST = '([a-z0-9_](?:[\\w-]|\\.(?=\\w))*)'
/** Up to the same quotation mark: `"o'brien"` holds another one. */
const QUOTED =
  '\\\\{0,3}(?<open>["\'`»“«])\\s?(?!\\k<open>)(?<value>[^\\n\\\\]{1,128}?)\\s?\\\\{0,3}(?:\\k<open>|[«»”])'

const pattern = (source: string) => new RegExp(source, 'dgi')

/** The likeliest first: an AWS endpoint is one wherever it stands; what follows names a host by its place. */
const HOSTS: readonly RegExp[] = [
  pattern(
    '(?<![\\w.*>-])((?:[a-z0-9-]{1,63}\\.){2,6}rds\\.(?:[a-z0-9-]{1,63}\\.){0,3}(?:amazonaws\\.com(?:\\.cn)?|amazonaws\\.eu))\\b',
  ),
  pattern(`translate host ?name ${Q}${HOST}${END}`),
  pattern(`connection to server at ${Q}${HOST}${END}`),
  pattern(`(?:getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|lookup) ${HOST}`),
  pattern(`Unknown (?:MySQL )?(?:server )?host ${Q}${HOST}${END}`),
  pattern(`(?:reach database server at|connect to (?:MySQL|MariaDB) server on|server on) ${Q}${HOST}`),
  pattern(`\\(host=${HOST}\\)`),
  pattern(`(?:^|\\s)(?:-h\\s*|--host[=\\s]\\s*)["']?${HOST}`),
  pattern(`(?:^|[\\s{,;"'?&])(?:pg|db)?host(?:name)?["']?\\s*[=:]\\s*["']?${HOST}`),
  pattern(`:\\/\\/(?:[^@/\\s]*@)?${HOST}(?=[:/?\\s"'])`),
  pattern(`(?:connect E[A-Z]+|dial tcp:?) ${HOST}:\\d`),
]

const PORTS: readonly RegExp[] = [
  pattern('\\bport[\\s=:]{1,3}"?(\\d{2,5})\\b'),
  pattern(
    '(?:rds\\.[\\w.-]{4,80}|\\]|\\d\\.\\d{1,3}|localhost)\\\\{0,3}["\'`]?:\\\\{0,3}["\'`]?(\\d{2,5})\\b',
  ),
  pattern('\\)\\(port=(\\d{2,5})\\)'),
  // `-p12345` is a password of MySQL's client.
  /(?:^|\s)(?:-p\s+|-P\s*|--port[=\s]\s*)(\d{2,5})\b/dg,
]

const USERS: readonly RegExp[] = [
  pattern(`(?:for|to) user ${QUOTED}`),
  pattern(`\\b(?:user|role|Benutzer|utilisateur|usuario) ${QUOTED}`),
  pattern('connection request for user (\\S{1,128}) (?:because|due)'),
  pattern(
    '(?:failed|credentials|provided|check the IAM token) for (?:the |this )?(?:user|role) ([\\w.@+-]{1,128}?)(?=\\.?\\s|\\.?$)',
  ),
  pattern('[?&]DBUser=([^&\\s"\']{1,128})'),
  pattern('DBUser%3D((?:(?!%26)[^&\\s"\']){1,128})'),
  pattern('\\w(?<=sql|postgres|mariadb):\\/\\/([^:@/\\s?]{1,128}):[^@\\s]{0,2500}@'),
  pattern('\\w(?<=sql|postgres|mariadb):\\/\\/([^:@/\\s?]{1,128})@'),
  pattern('@tcp\\((?<=(?:^|[\\s"\'=])([\\w.+-]{1,64}):[^@\\s]{0,2500}@tcp\\()'),
  pattern(
    '(?:^|[\\s{,;?&"\'])(?:pg|db)?user(?:name)?(?: id)?["\']?\\s*(?:=\\s*|:\\s+|:(?=["\']))["\']?([^\\s"\',;&}:]{1,128})',
  ),
  pattern('(?:^|\\s)(?:-U\\s*|-u\\s*|--user(?:name)?[=\\s]\\s*)["\']?([^\\s"\':]{1,128})'),
]

const DATABASES: readonly RegExp[] = [
  pattern(`\\b(?:database|Unknown database|to database|Datenbank) ${QUOTED}`),
  pattern(
    '(?:^|[\\s{,;?&"\'])(?:dbname|pgdatabase|database(?=["\']?=|["\']\\s*:))["\']?\\s*[=:]\\s*["\']?([\\w-]{1,64})',
  ),
  pattern('@[\\w.-]+:\\d{2,5}\\/([\\w-]{1,64})'),
  pattern('permission denied for database (\\w{1,64})'),
]

const CALLERS: readonly RegExp[] = [
  pattern(
    '\\b(arn:aws[\\w-]*:(?:sts|iam)::\\d{12}:(?:assumed-role|user|role|federated-user)\\/[\\w+=,.@/-]{1,200}|arn:aws[\\w-]*:iam::\\d{12}:root)',
  ),
]

const CODES: readonly RegExp[] = [
  pattern(
    '(?:SQLSTATE[\\s:=\\[(]{1,3}|\\(|\\[|"code":\\s*"|code[=:]\\s*["\']?|\\b67, ")([0-9][0-9A-Z]{4}|XX000|HY000|P0001)(?=["\'\\]):,\\s]|$)',
  ),
  pattern('\\b(28000|28P01|42501|53300|57P0[123]|3D000|25006|08[0-9]{2}[0-9A-Z])\\b'),
  pattern('(?:ERROR|Error|errno|ErrorCode|Errno)[\\s:=]{1,4}\\(?(\\d{4})\\b'),
  pattern(
    '\\b(ER_[A-Z_]{4,50}|E(?:CONN|TIMED|NOTFOUND|AI_|HOST|NET|PIPE)\\w{0,16}|ERR_[A-Z_]{3,40}|P\\d{4}|[A-Z]+_CERT_[A-Z_]+|CERT_[A-Z_]+|MYSQL_CLEAR_PASSWORD_NOT_ENABLED)\\b',
  ),
]

const PATTERNS: Readonly<
  Record<'host' | 'port' | 'user' | 'database' | 'caller' | 'code', readonly RegExp[]>
> = {
  host: HOSTS,
  port: PORTS,
  user: USERS,
  database: DATABASES,
  caller: CALLERS,
  code: CODES,
}

/** All values of one kind, those of the surest pattern first. */
export function findParts(text: string, what: Exclude<MarkedPart, 'sign' | 'token'>): FoundPart[] {
  const found: FoundPart[] = []
  for (const each of PATTERNS[what])
    for (const match of text.matchAll(each)) {
      const [start, end] = match.indices?.groups?.value ?? match.indices?.[1] ?? [0, 0]
      const value = text.slice(start, end)
      if (end > start && (what === 'caller' || !isStandIn(value)))
        found.push({ start, end, what, text: what === 'user' ? decoded(value) : value })
    }
  return found
}

/** Names stand encoded in URIs and tokens. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `xxx`, `<host>`, `$USER`: people blank what they paste. */
const STAND_IN = /^(?:x+|X+|\*+|\.+|<.*>|\$\{?\w+\}?|%s|\?+|\[.*\])$|redacted/i
/** A piece of a token, of an address or of settings is no name. */
const NO_NAME = /X-Amz-|%2F|^arn:|^rdsauthproxy$|https?:|:\/\/|:[^@]*@|password|\s.*[=:]/i

function isStandIn(text: string): boolean {
  return STAND_IN.test(text) || NO_NAME.test(text)
}
