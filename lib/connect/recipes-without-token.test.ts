import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { recipes } from './recipes'
import { recipesWithoutToken, TOKEN_PLACE } from './recipes-without-token'

const way = {
  endpoint: { host: 'h.rds.amazonaws.com', port: 5432 },
  dial: { host: 'localhost', port: 15432 },
  region: 'eu-west-1',
  databaseUser: "o'neil $USER",
  databaseName: 'orders db',
  caFile: '/srv/ca bundle.pem',
}
const FAMILIES: EngineFamilyId[] = ['postgres', 'mysql', 'mariadb', 'other']

const made = (family: EngineFamilyId, change: Partial<typeof way> = {}) =>
  recipesWithoutToken({ ...way, family, ...change })

/** What the client gets for a password, where the AWS CLI answers with all that it was asked. */
function passwordOf(script: string, client: string, variable: string): string {
  const shell = `aws() { printf '<%s>' "$@"; }\n${client}() { printf '%s' "$${variable}"; }\n${script}\n`
  return execFileSync('sh', ['-c', shell], { encoding: 'utf8' })
}

describe.each(FAMILIES)('the recipes of %s without a token', family => {
  it('are those of the token page, every one, in their order', () => {
    const withToken = recipes({ ...way, family, token: 'h:5432/?Action=connect' })
    expect(made(family).map(({ id }) => id)).toEqual(withToken.map(({ id }) => id))
  })

  it('hold no token, and show the very text that is copied', () => {
    for (const { text, masked } of made(family)) {
      expect(text).not.toMatch(/Action=connect|•/)
      expect(masked).toBe(text.trimStart())
    }
  })
})

it.each([
  ['postgres', 'psql', 'psql', 'PGPASSWORD'],
  ['postgres', 'env', 'show', 'PGPASSWORD'],
  ['mysql', 'mysql', 'mysql', 'MYSQL_PWD'],
  ['mariadb', 'mariadb', 'mariadb', 'MYSQL_PWD'],
] as const)(
  'in a shell %s by %s makes its token, for the endpoint though a tunnel is dialled',
  (family, id, client, variable) => {
    const { text = '' } = made(family).find(each => each.id === id) ?? {}
    const script = id === 'env' ? `${text}\nshow` : text
    expect(passwordOf(script, client, variable)).toBe(
      "<rds><generate-db-auth-token><--hostname><h.rds.amazonaws.com><--port><5432><--region><eu-west-1><--username><o'neil $USER>",
    )
  },
)

it('elsewhere a place is kept for what the command prints, and the command stands in the list', () => {
  const of = (id: string) => made('postgres').find(each => each.id === id)?.text
  expect(of('token')).toMatch(/^aws rds generate-db-auth-token --hostname h\.rds\.amazonaws\.com /)
  expect(of('uri')).toContain(`:${TOKEN_PLACE}@h.rds.amazonaws.com:15432/`)
  expect(of('node')).toContain(`password: '${TOKEN_PLACE}'`)
})

it('without a chosen user it says where that belongs, and never leaves it empty', () => {
  const texts = made('postgres', { databaseUser: '' }).map(({ text }) => text)
  expect(texts[0]).toContain('user=DATABASE_USER')
  expect(texts.join('\n')).not.toMatch(/--username *(''|"|\))/)
})
