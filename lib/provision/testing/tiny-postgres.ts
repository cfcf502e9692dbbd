import { factLine, type Place, type UserFact } from '../user-fact'
import { POSTGRES, tokensOf } from './tiny-lexer'
import { TinyReader } from './tiny-reader'

const WORDS = ['LOGIN', 'CREATEDB', 'CREATEROLE', 'REPLICATION', 'BYPASSRLS', 'INHERIT']
type Held = { kind: 'table' | 'sequence'; schema: string; name: string; privilege: string }

/** For tests: what a server remembers of one user, changed by statements alone and table by table. */
export class TinyPostgres {
  #exists = false
  #attributes = new Set<string>()
  #limit: number | null = null
  #members = new Map<string, boolean>()
  /** Rights on single objects, with whether they may be passed on. */
  #held = new Map<string, Held & { grantable: boolean }>()
  /** Other facts, by the line of the fact without its grant option. */
  #others = new Map<string, UserFact>()

  constructor(
    private readonly user: string,
    private readonly database: string,
    /** By schema. */
    private readonly objects: Record<string, { table: string[]; sequence: string[] }>,
  ) {}

  run(sql: string): void {
    const reader = new TinyReader(tokensOf(sql, POSTGRES))
    if (reader.takes('CREATE', 'USER') || reader.takes('CREATE', 'ROLE')) {
      this.#named(reader)
      if (this.#exists) throw new Error('exists already')
      this.#exists = true
      this.#attributes.add('INHERIT')
      reader.must('WITH')
      this.#words(reader)
    } else if (reader.takes('DROP', 'ROLE')) {
      this.#named(reader)
      if (this.#held.size + this.#others.size > 0) throw new Error('objects depend on it')
      this.#exists = false
      this.#attributes.clear()
      this.#members.clear()
      this.#limit = null
    } else if (reader.takes('ALTER', 'ROLE')) {
      this.#named(reader)
      this.#words(reader)
    } else if (reader.takes('ALTER', 'DEFAULT', 'PRIVILEGES')) this.#later(reader)
    else if (reader.takes('DROP', 'OWNED', 'BY')) this.#dropOwned(reader)
    else if (reader.takes('REASSIGN', 'OWNED', 'BY')) {
      this.#named(reader)
      reader.must('TO')
      reader.name()
    } else {
      const on = reader.takes('GRANT')
      if (!on) reader.must('REVOKE')
      if (reader.has('ON')) this.#right(reader, on)
      else this.#member(reader, on)
    }
    reader.end()
  }

  #named(reader: TinyReader): void {
    const name = reader.name()
    if (name !== this.user) throw new Error(`somebody else: ${name}`)
  }

  #words(reader: TinyReader): void {
    for (;;) {
      const word = WORDS.find(each => reader.takes(each))
      const not = word ? undefined : WORDS.find(each => reader.takes(`NO${each}`))
      if (word) this.#attributes.add(word)
      else if (not) this.#attributes.delete(not)
      else if (reader.takes('CONNECTION', 'LIMIT', '-', '1')) this.#limit = null
      else if (reader.takes('CONNECTION', 'LIMIT')) this.#limit = Number(reader.name())
      else return
    }
  }

  #later(reader: TinyReader): void {
    reader.must('FOR', 'ROLE')
    const madeBy = reader.name()
    reader.must('IN', 'SCHEMA')
    const schema = reader.name()
    const on = reader.takes('GRANT')
    if (!on) reader.must('REVOKE')
    const privileges = reader.list('ON')
    const of = reader.takes('TABLES') ? 'table' : 'sequence'
    if (of === 'sequence') reader.must('SEQUENCES')
    reader.must(on ? 'TO' : 'FROM')
    this.#named(reader)
    for (const privilege of privileges)
      this.#set(on, { kind: 'future', privilege, of, database: this.database, schema, madeBy })
  }

  #dropOwned(reader: TinyReader): void {
    this.#named(reader)
    this.#held.clear()
    this.#others.clear()
  }

  #member(reader: TinyReader, on: boolean): void {
    const role = reader.name()
    reader.must(on ? 'TO' : 'FROM')
    const to = reader.name()
    const admin = on && reader.takes('WITH', 'ADMIN', 'OPTION')
    if (to !== this.user) return
    if (on) this.#members.set(role, admin || (this.#members.get(role) ?? false))
    else this.#members.delete(role)
  }

  #set(on: boolean, fact: UserFact): void {
    const key = factLine(fact.kind === 'right' ? { ...fact, grantable: false } : fact)
    if (on) this.#others.set(key, fact)
    else this.#others.delete(key)
  }

  #place(reader: TinyReader): {
    whole: Place | null
    kind: 'table' | 'sequence'
    schema: string
    names: string[]
  } {
    const none = { kind: 'table' as const, schema: '', names: [] }
    if (reader.takes('DATABASE')) return { ...none, whole: { level: 'database', database: reader.name() } }
    if (reader.takes('SCHEMA'))
      return { ...none, whole: { level: 'schema', database: this.database, schema: reader.name() } }
    const every = reader.takes('ALL')
    const kind = reader.takes('TABLES') || reader.takes('TABLE') ? 'table' : 'sequence'
    if (every) {
      if (kind === 'sequence') reader.must('SEQUENCES')
      reader.must('IN', 'SCHEMA')
      const schema = reader.name()
      return { whole: null, kind, schema, names: this.objects[schema]?.[kind] ?? [] }
    }
    if (kind === 'sequence') reader.must('SEQUENCE')
    const schema = reader.name()
    reader.must('.')
    return { whole: null, kind, schema, names: [reader.name()] }
  }

  #right(reader: TinyReader, on: boolean): void {
    const privileges = reader.list('ON')
    const { whole, kind, schema, names } = this.#place(reader)
    reader.must(on ? 'TO' : 'FROM')
    this.#named(reader)
    const grantable = on && reader.takes('WITH', 'GRANT', 'OPTION')
    if (!this.#exists) throw new Error('there is no such user')
    for (const privilege of privileges) {
      if (whole) this.#set(on, { kind: 'right', privilege, on: whole, grantable })
      for (const name of names) {
        const key = JSON.stringify([kind, schema, name, privilege])
        const before = this.#held.get(key)?.grantable ?? false
        if (on) this.#held.set(key, { kind, schema, name, privilege, grantable: grantable || before })
        else this.#held.delete(key)
      }
    }
  }

  /** As user-fact.ts says it: `every` where all are covered; what may be passed on by its name beside it. */
  #objectFacts(): UserFact[] {
    const all = [...this.#held.values()]
    return all.flatMap(({ kind, schema, name, privilege, grantable }): UserFact[] => {
      const covered = all.filter(
        other => other.kind === kind && other.schema === schema && other.privilege === privilege,
      )
      const isEvery = covered.length === this.objects[schema]?.[kind].length
      const level = kind === 'table' ? 'everyTable' : 'everySequence'
      const common = { kind: 'right', privilege, grantable: false } as const
      const { database } = this
      const own: UserFact = { ...common, grantable, on: { level: kind, database, schema, name } }
      if (!isEvery) return [own]
      return [{ ...common, on: { level, database, schema } }, ...(grantable ? [own] : [])]
    })
  }

  facts(): string[] {
    if (!this.#exists) return []
    const inForce = this.#attributes.has('INHERIT')
    const facts: UserFact[] = [
      { kind: 'exists' },
      ...(this.#attributes.has('LOGIN') ? [{ kind: 'signIn' } as const] : []),
      ...(inForce ? [] : [{ kind: 'attribute', name: 'NOINHERIT' } as const]),
      ...[...this.#attributes]
        .filter(name => name !== 'LOGIN' && name !== 'INHERIT')
        .map(name => ({ kind: 'attribute', name }) as const),
      ...(this.#limit === null ? [] : [{ kind: 'limit', connections: this.#limit } as const]),
      ...[...this.#members].map(
        ([role, admin]) => ({ kind: 'member', role, host: null, admin, inForce }) as const,
      ),
      ...this.#others.values(),
      ...this.#objectFacts(),
    ]
    return [...new Set(facts.map(factLine))].sort()
  }
}
