import { factLine, type Place, type RoleName, type UserFact } from '../user-fact'
import type { UserName } from '../user-intent'
import { MYSQL, tokensOf } from './tiny-lexer'
import { TinyReader } from './tiny-reader'

/** For tests: what a server of the MySQL family remembers of one account, changed by statements alone. */
export class TinyMysql {
  #exists = false
  #facts = new Map<string, UserFact>()

  constructor(
    private readonly user: UserName,
    /** MySQL says TO and a list, MariaDB FOR and one role; roles have a host in MySQL alone. */
    private readonly engine: 'mysql' | 'mariadb',
  ) {}

  run(sql: string): void {
    const reader = new TinyReader(tokensOf(sql, MYSQL))
    if (reader.takes('CREATE', 'USER')) {
      this.#account(reader)
      if (this.#exists) throw new Error('exists already')
      this.#exists = true
      this.#set(true, { kind: 'signIn' })
      this.#words(reader)
    } else if (reader.takes('DROP', 'USER')) {
      this.#account(reader)
      this.#exists = false
      this.#facts.clear()
    } else if (reader.takes('ALTER', 'USER')) {
      this.#account(reader)
      this.#words(reader)
    } else if (reader.takes('SET', 'DEFAULT', 'ROLE')) this.#defaults(reader)
    else {
      const on = reader.takes('GRANT')
      if (!on) reader.must('REVOKE')
      if (reader.has('ON')) this.#right(reader, on)
      else this.#member(reader, on)
    }
    reader.end()
  }

  #set(on: boolean, fact: UserFact): void {
    const bare =
      fact.kind === 'right'
        ? { ...fact, grantable: false }
        : fact.kind === 'member'
          ? { ...fact, admin: false }
          : fact
    if (on) this.#facts.set(factLine(bare), fact)
    else this.#facts.delete(factLine(bare))
  }

  #account(reader: TinyReader): void {
    const name = reader.name()
    reader.must('@')
    const host = reader.name()
    if (name !== this.user.name || host !== this.user.host) throw new Error(`somebody else: ${name}@${host}`)
  }

  #role(reader: TinyReader): RoleName {
    const role = reader.name()
    const host = reader.takes('@') ? reader.name() : this.engine === 'mysql' ? '%' : null
    return { role, host }
  }

  #words(reader: TinyReader): void {
    for (;;) {
      if (reader.takes('IDENTIFIED', 'WITH')) {
        for (const fact of [...this.#facts.values()]) if (fact.kind === 'plugin') this.#set(false, fact)
        this.#set(true, { kind: 'plugin', plugin: reader.name() })
        reader.must('AS')
        if (reader.name() !== 'RDS') throw new Error('not RDS')
      } else if (reader.takes('REQUIRE', 'SSL')) this.#set(true, { kind: 'tls' })
      else if (reader.takes('REQUIRE', 'NONE')) this.#set(false, { kind: 'tls' })
      else if (reader.takes('WITH', 'MAX_USER_CONNECTIONS')) this.#limit(Number(reader.name()))
      else if (reader.takes('ACCOUNT', 'LOCK')) this.#set(false, { kind: 'signIn' })
      else if (reader.takes('ACCOUNT', 'UNLOCK')) this.#set(true, { kind: 'signIn' })
      else return
    }
  }

  #limit(connections: number): void {
    for (const fact of [...this.#facts.values()]) if (fact.kind === 'limit') this.#set(false, fact)
    if (connections > 0) this.#set(true, { kind: 'limit', connections })
  }

  #defaults(reader: TinyReader): void {
    const roles: RoleName[] = []
    if (!reader.takes('NONE'))
      do roles.push(this.#role(reader))
      while (reader.takes(','))
    if (this.engine === 'mariadb' && roles.length > 1) throw new Error('MariaDB takes one')
    reader.must(this.engine === 'mysql' ? 'TO' : 'FOR')
    this.#account(reader)
    for (const fact of [...this.#facts.values()]) if (fact.kind === 'defaultRole') this.#set(false, fact)
    for (const role of roles) {
      const held = [...this.#facts.values()].some(fact => fact.kind === 'member' && fact.role === role.role)
      if (!held) throw new Error(`${role.role} is not granted`)
      this.#set(true, { kind: 'defaultRole', ...role })
    }
  }

  #member(reader: TinyReader, on: boolean): void {
    const role = this.#role(reader)
    reader.must(on ? 'TO' : 'FROM')
    this.#account(reader)
    const admin = on && reader.takes('WITH', 'ADMIN', 'OPTION')
    this.#set(on, { kind: 'member', ...role, admin, inForce: true })
  }

  #place(reader: TinyReader): Place {
    if (reader.takes('*', '.', '*')) return { level: 'server' }
    const pattern = reader.name()
    reader.must('.')
    if (!reader.takes('*')) return { level: 'table', database: pattern, schema: pattern, name: reader.name() }
    if (/(^|[^\\])(\\\\)*[_%]/.test(pattern)) throw new Error(`stands for many: ${pattern}`)
    const schema = pattern.replaceAll(/\\(.)/gs, '$1')
    return { level: 'everyTable', database: schema, schema }
  }

  #right(reader: TinyReader, on: boolean): void {
    if (!this.#exists) throw new Error('there is no such user')
    const privileges = reader.list('ON')
    const place = this.#place(reader)
    reader.must(on ? 'TO' : 'FROM')
    this.#account(reader)
    const grantable = on && reader.takes('WITH', 'GRANT', 'OPTION')
    for (const privilege of privileges) {
      if (privilege !== 'GRANT OPTION') this.#set(on, { kind: 'right', privilege, on: place, grantable })
    }
  }

  facts(): string[] {
    return this.#exists ? ['exists', ...[...this.#facts.values()].map(factLine)].sort() : []
  }
}
