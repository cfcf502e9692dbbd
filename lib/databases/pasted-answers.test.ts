import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/errors'
import { pastedAnswers } from './pasted-answers'
import { postgresByHand } from './postgres/read-by-hand'

const server = {
  at: '2026-11-23T14:02:11Z',
  version: '16.4',
  identifier: '7000000000000000001',
  readAs: 'dba_admin',
  roles: [
    ...[
      { oid: 16_384, name: 'app "odd"', login: true },
      { oid: 16_385, name: 'rds_iam', login: false },
    ].map(role => ({
      ...role,
      superuser: false,
      inherits: true,
      createsRoles: false,
      createsDatabases: false,
      replicates: false,
      bypassesRowSecurity: false,
      connectionLimit: -1,
      validUntil: null,
    })),
  ],
  memberships: [[16_385, 16_384, false, true, true]],
  databases: ['orders', 'archive'].map(name => ({
    name,
    owner: 10,
    accepts: true,
    grants: [[0, ['CONNECT']]],
  })),
  owned: [],
  sessions: [[16_384, 3]],
}
const inside = (database: string) => ({ database, schemas: [], tables: [], columns: [], defaults: [] })
const answer = (changes: object = {}, database = 'orders') =>
  JSON.stringify({
    gatehouse: 1,
    family: 'postgres',
    server: { ...server, ...changes },
    database: inside(database),
  })

const read = (text: string) => postgresByHand.read(pastedAnswers(text, 'postgres'))

async function refusal(text: string): Promise<string> {
  try {
    await read(text)
  } catch (error) {
    if (error instanceof AppError) return `${error.message} ${error.answer ?? ''}`
    throw error
  }
  return 'kept'
}

describe('the answer of the query', () => {
  it.each([
    ['as psql -At prints it', answer()],
    ['with what psql prints around it', ` jsonb\n----------\n ${answer()}\n(1 row)\n`],
    ['in a table with rules', `+---+\n| ${answer()} |\n+---+\n`],
    ['as a CSV file quotes it', `"${answer().replaceAll('"', '""')}"`],
    ['made pretty', JSON.stringify(JSON.parse(answer()), null, 2)],
    ['with the line ends of Windows', `${answer()}\r\n`],
  ])('is read %s', async (_, text) => {
    const { found, at, readAs } = await read(text)
    expect(found.users).toMatchObject([{ name: 'app "odd"', iamReady: true, detail: { sessions: 3 } }])
    expect({ at, readAs }).toEqual({ at: server.at, readAs: 'dba_admin' })
    expect(found.unread).toEqual([
      { database: 'archive', what: 'rights on tables', why: 'the query was not run in it' },
    ])
  })

  it('of several databases is read together, the newest telling of the server', async () => {
    const both = [answer({ at: '2026-11-23T14:05:00Z', sessions: [] }, 'archive'), answer()].join('\n')
    const { found, at } = await read(both)
    expect(found.unread).toEqual([])
    expect(at).toBe('2026-11-23T14:05:00Z')
    expect(found.users[0]?.detail?.sessions).toBe(0)
  })

  it.each([
    ['nothing', '  \n', /Nothing was pasted/],
    ['half of it', answer().slice(0, 300), /is cut/],
    ['half of it, in the order of jsonb', `{"family": "postgres", "server": {"at": "2026`, /is cut/],
    ['one that is whole and one that is cut', `${answer()}\n${answer().slice(0, 200)}`, /is cut/],
    [
      'an error of the database',
      'ERROR:  permission denied for table pg_authid',
      /refused the query.*pg_authid/,
    ],
    ['something else', 'hello', /not the answer/],
    ['other JSON', '{"a":1}', /does not say what it is/],
    ['a list', '[1,2]', /does not say what it is/],
    ['another version', answer().replace('"gatehouse":1', '"gatehouse":2'), /another version/],
    ['another family', answer().replace('"postgres"', '"mariadb"'), /read from MariaDB.*runs PostgreSQL/],
    ['two servers', `${answer()}\n${answer({ identifier: '8000000000000000000' })}`, /different servers/],
    ['a name that cannot be', answer({ readAs: 'a'.repeat(64) }), /at “readAs”/],
    ['no date', answer({ at: 'yesterday' }), /at “at”/],
    ['a role without a name', answer({ roles: [{ oid: 1 }] }), /at “roles.0/],
  ])('is refused with its reason: %s', async (_, text, sentence) => {
    expect(await refusal(text)).toMatch(sentence)
    expect(await refusal(text)).toMatch(/Nothing was/)
  })

  it('never ends in anything but a reading or a sentence, whatever was pasted', async () => {
    const wild = fc.oneof(
      fc.string({ maxLength: 400 }),
      fc.json(),
      fc
        .tuple(fc.nat(answer().length), fc.string({ maxLength: 5 }))
        .map(([at, put]) => answer().slice(0, at) + put + answer().slice(at)),
      fc.nat(answer().length).map(at => answer().slice(0, at)),
    )
    await fc.assert(fc.asyncProperty(wild, async text => void (await refusal(text))))
  })
})
