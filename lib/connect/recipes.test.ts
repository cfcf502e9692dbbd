import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { RecipeId, RecipeInput } from './recipe'
import { recipes } from './recipes'

const token = "h.rds.amazonaws.com:5432/?Action=connect&DBUser=o%27neil&X-Amz-Signature=aa'bb$HOME`x`!"
const input: RecipeInput = {
  endpoint: { host: 'h.rds.amazonaws.com', port: 5432 },
  dial: null,
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
      expect(recipe.text).toMatch(/Signature/)
    }
  })
})

describe('recipes for MySQL and MariaDB', () => {
  it('mysql sends the token in clear only inside verified TLS', () => {
    const words = runInShell(text('mysql', { ...input, family: 'mysql' }), 'mysql', ['MYSQL_PWD'])
    expect(words).toEqual([
      '--enable-cleartext-plugin',
      '--ssl-mode=VERIFY_IDENTITY',
      `--ssl-ca=${input.caFile}`,
      '--protocol=tcp',
      '--host=h.rds.amazonaws.com',
      '--port=5432',
      `--user=${input.databaseUser}`,
      'orders db',
      token,
    ])
  })

  it('mysql2 carries enableCleartextPlugin', () => {
    expect(text('node', { ...input, family: 'mariadb' })).toContain('enableCleartextPlugin: true')
  })
})
