import { describe, expect, it } from 'vitest'
import { pastedConnection, pastedDatabase, searchTextOf, secretIn } from './pasted-connection'

const HOST = 'orders-prod.cq3xk1.us-east-1.rds.amazonaws.com'
const TOKEN = `${HOST}:5432/?Action=connect&DBUser=jane%40example.com&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAEXAMPLE%2F20261123%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20261123T140211Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature=${'a1'.repeat(32)}`

describe('pastedConnection', () => {
  it.each([
    ['an endpoint', HOST, null],
    ['an endpoint with its port', `${HOST}:5432`, null],
    ['capitals and a last dot', `${HOST.toUpperCase()}.`, null],
    ['its own answer', `app@${HOST}`, 'app'],
    ['a token', TOKEN, 'jane@example.com'],
    ['psql with settings', `psql "host=${HOST} port=5432 user=app dbname=orders sslmode=verify-full"`, 'app'],
    ['psql with flags', `psql -h ${HOST} -p 5432 -U app orders`, 'app'],
    ['psql with long flags', `psql --host=${HOST} --username=app --dbname orders`, 'app'],
    ['psql after variables', `PGPASSWORD='${TOKEN}' PGUSER=app psql -h ${HOST}`, 'jane@example.com'],
    ['mysql', `mysql -h ${HOST} -P 3306 -u app -phunter2 --enable-cleartext-plugin`, 'app'],
    ['mysql with long flags', `mysql --host ${HOST} --user app --password=hunter2`, 'app'],
    ['a URI', `postgresql://app:hunter2@${HOST}:5432/orders`, 'app'],
    ['JDBC', `jdbc:postgresql://${HOST}:5432/orders?user=app&password=hunter2`, 'app'],
    ['JSON', `{"host": "${HOST}", "user": "app", "password": "hunter2"}`, 'app'],
    ['an error', `could not translate host name "${HOST}" to address`, null],
  ])('reads %s', (_, text, databaseUser) => {
    expect(pastedConnection(text)).toEqual({ host: HOST, databaseUser })
  })

  it.each([
    'mydb.c9.rds.cn-north-1.amazonaws.com.cn',
    'mydb.c9.eusc-de-east-1.rds.amazonaws.eu',
    'mydb.c9.us-iso-east-1.rds.c2s.ic.gov',
  ])('knows the endpoints of every partition: %s', host => {
    expect(pastedConnection(`psql -h ${host}`)?.host).toBe(host)
  })

  it.each([
    'orders',
    '@ana',
    ':orders',
    '> grant',
    'db-ABC',
    'arn:aws:iam::111122223333:role/x',
    'app_readonly',
    '',
  ])('takes %j for what it is: something to search for', text => {
    expect(pastedConnection(text)).toBeNull()
    expect(searchTextOf(text)).toBe(text)
  })
})

describe('pastedDatabase', () => {
  it.each([
    [`psql "host=${HOST} port=5432 user=app dbname=orders sslmode=verify-full"`, 'orders'],
    [`psql -h ${HOST} -p 5432 -U app orders`, 'orders'],
    [`psql -h ${HOST} -d orders -U app`, 'orders'],
    [`psql --host=${HOST} --username=app --dbname orders`, 'orders'],
    [`postgresql://app:hunter2@${HOST}:5432/orders`, 'orders'],
    [`jdbc:postgresql://${HOST}:5432/orders?user=app`, 'orders'],
    [`app@${HOST}/orders`, 'orders'],
    [`psql -h ${HOST} -U app`, null],
    [TOKEN, null],
    [HOST, null],
  ])('reads %s', (text, database) => {
    expect(pastedDatabase(text)).toBe(database)
  })
})

describe('secretIn', () => {
  it.each([
    [TOKEN, 'token'],
    [`postgresql://app:hunter2@${HOST}/orders`, 'secret'],
    ['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12', 'secret'],
    ['eyJhbGciOiJIUzI1NiJ9.e30.x', 'secret'],
    ['x'.repeat(161), 'long'],
    ['AWSReservedSSO_DatabaseAdmin_0123456789abcdef', null],
    [`arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ABCDEFGHIJKLMNOPQRSTUVWXY1/app`, null],
    ['orders-prod', null],
  ])('%s holds: %s', (text, kind) => {
    expect(secretIn(text)).toBe(kind)
  })
})

describe('searchTextOf', () => {
  it.each([
    TOKEN,
    `PGPASSWORD="${TOKEN}" psql "host=${HOST} user=app"`,
    `mysql -h ${HOST} -u app -phunter2`,
    `postgresql://app:hunter2@${HOST}/orders`,
    `postgresql://app:hunter2@localhost/orders`,
    'password=hunter2',
    "PGPASSWORD='hunter2'",
    'mysql -u app -phunter2',
    `&X-Amz-Signature=${'a1'.repeat(32)}`,
    'x'.repeat(300),
  ])('lets no password and no token out of the page: %s', text => {
    expect(searchTextOf(text)).not.toMatch(/hunter2|X-Amz|a1a1|xxx/i)
  })

  it('says again what it said, once it is read again', () => {
    const asked = searchTextOf(TOKEN)
    expect(asked).toBe(`jane@example.com@${HOST}`)
    expect(pastedConnection(asked)).toEqual(pastedConnection(TOKEN))
  })
})
