import type { Place, RoleName, UserFact } from './user-fact'

const WORD = '([A-Za-z0-9_$-]+|"(?:[^"\\\\]|\\\\.)*")'
const ROLE = `${WORD}(?:@${WORD})?`
const WITHIN = `${WORD}(?: in ${WORD})?`
const PRIVILEGE = '([A-Z][A-Z_ ]*)'

const name = (text = '') => (text.startsWith('"') ? (JSON.parse(text) as string) : text)
const role = (text?: string, host?: string): RoleName => ({
  role: name(text),
  host: host === undefined ? null : name(host),
})
const within = (schema?: string, database = schema) => ({ schema: name(schema), database: name(database) })

type Reader<Read> = [RegExp, (...groups: (string | undefined)[]) => Read]
const reader = <Read>(pattern: string, read: Reader<Read>[1]): Reader<Read> => [
  new RegExp(`^${pattern}$`, 's'),
  read,
]

const PLACES: Reader<Place>[] = [
  reader('the whole server', () => ({ level: 'server' })),
  reader(`database ${WORD}`, database => ({ level: 'database', database: name(database) })),
  reader(`schema ${WITHIN}`, (schema, database) => ({ level: 'schema', ...within(schema, database) })),
  reader(`every (table|sequence) of ${WITHIN}`, (kind, schema, database) => ({
    level: kind === 'table' ? 'everyTable' : 'everySequence',
    ...within(schema, database),
  })),
  reader(`(table|sequence) ${WORD} of ${WITHIN}`, (kind, object, schema, database) => ({
    level: kind as 'table' | 'sequence',
    name: name(object),
    ...within(schema, database),
  })),
]

const FACTS: Reader<UserFact | null>[] = [
  reader('exists', () => ({ kind: 'exists' })),
  reader('may sign in', () => ({ kind: 'signIn' })),
  reader('requires TLS', () => ({ kind: 'tls' })),
  reader(`signs in by ${WORD}`, plugin => ({ kind: 'plugin', plugin: name(plugin) })),
  reader(`member of ${ROLE}(, may pass it on)?(, after SET ROLE only)?`, (text, host, admin, later) => ({
    kind: 'member',
    ...role(text, host),
    admin: admin !== undefined,
    inForce: later === undefined,
  })),
  reader(`uses ${ROLE} at sign-in`, (text, host) => ({ kind: 'defaultRole', ...role(text, host) })),
  reader(`has ${WORD}`, attribute => ({ kind: 'attribute', name: name(attribute) })),
  reader('at most (\\d+) connections', count => ({ kind: 'limit', connections: Number(count) })),
  reader(
    `${PRIVILEGE} on every later (table|sequence) of ${WITHIN} by ${WORD}`,
    (privilege, of, ...rest) => ({
      kind: 'future',
      privilege: privilege ?? '',
      of: of as 'table' | 'sequence',
      ...within(rest[0], rest[1]),
      madeBy: name(rest[2]),
    }),
  ),
  reader(`${PRIVILEGE} on (.*?)(, may pass it on)?`, (privilege, place, grantable) => {
    const on = firstRead(PLACES, place ?? '')
    return on && { kind: 'right', privilege: privilege ?? '', on, grantable: grantable !== undefined }
  }),
  reader(`owns objects in ${WORD}`, database => ({ kind: 'owns', database: name(database) })),
  reader(`session ${WORD}`, id => ({ kind: 'session', id: name(id) })),
  reader(`also ${WORD}`, text => ({ kind: 'other', text: name(text) })),
]

function firstRead<Read>(readers: readonly Reader<Read>[], text: string): Read | null {
  for (const [pattern, read] of readers) {
    const found = pattern.exec(text)
    if (found) return read(...found.slice(1))
  }
  return null
}

/** A fact from its line; null: no line of this vocabulary. */
export const readFact = (line: string): UserFact | null => firstRead(FACTS, line)

export const readFacts = (lines: readonly string[]): UserFact[] => lines.flatMap(line => readFact(line) ?? [])
