import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { RecipeId, RecipeInput } from './recipe'
import { recipes } from './recipes'

const token = "h.rds.amazonaws.com:5432/?Action=connect&DBUser=o%27neil&X-Amz-Signature=aa'bb$HOME`x`!"
const input: RecipeInput = {
  endpoint: { host: 'h.rds.amazonaws.com', port: 5432 },
  dial: null,
  region: 'eu-west-1',
  databaseUser: "o'neil \\$USER",
  databaseName: 'orders db',
  caFile: "/srv/o'neil/ca bundle.pem",
  family: 'postgres',
  token,
}
const tunnelled: RecipeInput = { ...input, dial: { host: 'localhost', port: 15432 } }

function text(id: RecipeId, from: RecipeInput = input): string {
  return recipes(from).find(recipe => recipe.id === id)?.text ?? ''
}

/** What a shell hands to the client: its arguments and the variables it sees. */
function runInShell(script: string, client: string, variables: string[]): string[] {
  const print = variables.map(name => `"$${name}"`).join(' ')
  const shell = `${client}() { printf '%s\\n---\\n' "$@" ${print}; }\n${script}\n`
  return execFileSync('sh', ['-c', shell], { encoding: 'utf8' }).split('\n---\n').slice(0, -1)
}

describe('recipes for PostgreSQL', () => {
  it('psql gets the exact token and a verified conninfo through a shell', () => {
    const [conninfo = '', password] = runInShell(text('psql'), 'psql', ['PGPASSWORD'])
    expect(password).toBe(token)
    expect(conninfo).toContain('sslmode=verify-full')
    expect(conninfo).toContain("user='o\\'neil \\\\$USER'")
    expect(conninfo).toContain("sslrootcert='/srv/o\\'neil/ca bundle.pem'")
  })

  it('psql dials the tunnel and checks the certificate of the real host', () => {
    const [conninfo] = runInShell(text('psql', tunnelled), 'psql', ['PGPASSWORD'])
    expect(conninfo).toContain('host=h.rds.amazonaws.com hostaddr=127.0.0.1 port=15432')
  })

  it('starts with a space, so that shells leave it out of their history', () => {
    expect(text('psql')).toMatch(/^ PGPASSWORD/)
    for (const line of text('env').split('\n')) expect(line).toMatch(/^ export /)
  })

  it('the environment form carries every value through a shell unchanged', () => {
    const seen = runInShell(`${text('env', tunnelled)}\nshow`, 'show', [
      'PGHOST',
      'PGHOSTADDR',
      'PGPORT',
      'PGUSER',
      'PGDATABASE',
      'PGSSLMODE',
      'PGSSLROOTCERT',
      'PGPASSWORD',
    ])
    expect(seen).toEqual([
      input.endpoint.host,
      '127.0.0.1',
      '15432',
      input.databaseUser,
      input.databaseName,
      'verify-full',
      input.caFile,
      token,
    ])
  })

  it('the URI percent-encodes the token and reads back whole', () => {
    const uri = new URL(text('uri', tunnelled))
    expect(decodeURIComponent(uri.password)).toBe(token)
    expect(decodeURIComponent(uri.username)).toBe(input.databaseUser)
    expect(uri.password).not.toMatch(/[/?&:=@'!*()]/)
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      hostaddr: '127.0.0.1',
      sslmode: 'verify-full',
      sslrootcert: input.caFile,
    })
  })

  it('the node module states the same connection as data', () => {
    const literal = /new pg\.Client\((\{[\s\S]*?\n\})\)/.exec(text('node', tunnelled))?.[1] ?? ''
    const options = new Function('readFileSync', `return ${literal}`)((path: string) => `read ${path}`)
    expect(options).toEqual({
      host: '127.0.0.1',
      port: 15432,
      user: input.databaseUser,
      database: input.databaseName,
      password: token,
      ssl: { ca: `read ${input.caFile}`, rejectUnauthorized: true, servername: 'h.rds.amazonaws.com' },
    })
  })

  it('never shows the token in a masked form or a summary', () => {
    for (const recipe of [...recipes(input), ...recipes({ ...input, family: 'mysql' })]) {
      expect(recipe.masked).not.toContain('Signature')
      expect(recipe.summary).not.toContain('Signature')
      const makesItsOwn = recipe.group === 'application' || recipe.id === 'pgadmin'
      expect(recipe.text.includes('Signature')).toBe(!makesItsOwn)
    }
  })
})

describe('recipes for MySQL and MariaDB', () => {
  const where = [
    `--ssl-ca=${input.caFile}`,
    '--protocol=tcp',
    '--host=h.rds.amazonaws.com',
    '--port=5432',
    `--user=${input.databaseUser}`,
    'orders db',
  ]

  it('mysql sends the token in clear only inside verified TLS, whichever program bears that name', () => {
    const script = text('mysql', { ...input, family: 'mysql' })
    const variables = ['MYSQL_PWD', 'LIBMYSQL_ENABLE_CLEARTEXT_PLUGIN']
    expect(runInShell(script, 'mysql', variables)).toEqual([
      '--loose-ssl-mode=VERIFY_IDENTITY',
      '--loose-ssl-verify-server-cert',
      ...where,
      token,
      '1',
    ])
  })

  it('MariaDB has its own client first', () => {
    const [first] = recipes({ ...input, family: 'mariadb' })
    expect(first?.label).toBe('mariadb')
    expect(runInShell(first?.text ?? '', 'mariadb', ['MYSQL_PWD'])).toEqual([
      '--ssl-verify-server-cert',
      ...where,
      token,
    ])
  })

  it('mysql2 checks the name in the certificate, and dials a tunnel by a stream of its own', () => {
    for (const id of ['node', 'node-pool'] as const) {
      const script = text(id, { ...tunnelled, family: 'mariadb' })
      expect(script).toContain('verifyIdentity: true')
      expect(script).toContain("host: 'h.rds.amazonaws.com'")
      expect(script).toContain("stream: () => connect(15432, '127.0.0.1')")
    }
    expect(text('node', { ...input, family: 'mariadb' })).toContain('enableCleartextPlugin: true')
  })
})

describe('every recipe', () => {
  const families = ['postgres', 'mysql', 'mariadb'] as const
  const all = families.flatMap(family =>
    recipes({ ...tunnelled, family }).map(recipe => ({ family, recipe })),
  )

  it.each(all)(
    '$family, $recipe.label: what is signed is the endpoint, what is dialled the tunnel',
    ({ recipe }) => {
      const { id, group, text: script } = recipe
      if (id === 'token') return
      expect(script).toContain('h.rds.amazonaws.com')
      expect(script).toContain('15432')
      if (group === 'application' || id === 'pgadmin') {
        expect(script).toContain('5432')
        expect(script).toContain('eu-west-1')
      }
    },
  )

  it.each(all)('$family, $recipe.label: verifies the name in the certificate', ({ recipe }) => {
    if (recipe.id === 'token') return
    expect(recipe.text).toMatch(
      /verify-full|VERIFY_IDENTITY|ssl-verify-server-cert|verifyIdentity|servername|create_default_context|ServerName|VerifyFull/,
    )
    expect(recipe.text).not.toMatch(/rejectUnauthorized: false|sslmode=(require|prefer)|InsecureSkipVerify/)
  })

  it.each(all)(
    '$family, $recipe.label: says which line of the hosts file a tunnel needs, or needs none',
    ({ recipe }) => {
      const dials = /127\.0\.0\.1/.test(recipe.text)
      expect(recipe.hostsLine ?? 'none').toBe(
        dials || recipe.id === 'token' ? 'none' : '127.0.0.1 h.rds.amazonaws.com',
      )
    },
  )

  it('carries hostile names as the text they are, in Python, Java, Go and C#', () => {
    const hostile = { ...tunnelled, databaseUser: `a"b\\c'd\n#{e}\u2028$f`, databaseName: 'x"; drop' }
    const list = [...recipes(hostile), ...recipes({ ...hostile, family: 'mysql' })]
    for (const id of ['psycopg', 'asyncpg', 'jdbc', 'psycopg-pool', 'sqlalchemy', 'go', 'dotnet'] as const) {
      const own = list.filter(recipe => recipe.id === id)
      expect(own.length).toBeGreaterThan(0)
      for (const recipe of own) expect(recipe.text).toContain(JSON.stringify(hostile.databaseUser))
    }
    const pgadmin = JSON.parse(list.find(({ id }) => id === 'pgadmin')?.text ?? '{}')
    expect(pgadmin.Servers[1]).toMatchObject({ Username: hostile.databaseUser, Port: 15432 })
    const seen = runInShell(pgadmin.Servers[1].PasswordExecCommand, 'aws', [])
    expect(seen.slice(-1)).toEqual([hostile.databaseUser])
    expect(seen).toContain('5432')
  })
})
