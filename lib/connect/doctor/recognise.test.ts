import { describe, expect, it } from 'vitest'
import { recognise } from './recognise'

const HOST = 'orders-prod.c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'
const SIGNATURE = '0123456789abcdef'.repeat(4)
const SESSION = `IQoJb3JpZ2luX2VjE${'Zk3v9QpL'.repeat(40)}`
const TOKEN = `${HOST}:5432/?Action=connect&DBUser=orders_svc&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIAQQQQQQQQQQQQQQQQ%2F20261128%2Fus-east-1%2Frds-db%2Faws4_request&X-Amz-Date=20261128T140000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Security-Token=${SESSION}&X-Amz-Signature=${SIGNATURE}`

const PSQL = `psql: error: connection to server at "${HOST}" (10.0.14.27), port 5432 failed:
FATAL: PAM authentication failed for user "orders_svc"
connection to server at "${HOST}" (10.0.14.27), port 5432 failed:
FATAL: pg_hba.conf rejects connection for host "10.0.3.8", user "orders_svc", database "orders", no encryption`

describe('what a text says', () => {
  it('two lines of one attempt are one refusal, with the place, the user and the database', () => {
    const { symptoms, notes, marks } = recognise(PSQL)
    expect(symptoms).toMatchObject({
      kinds: ['error'],
      signs: ['pamRefused'],
      hosts: [HOST],
      port: 5432,
      databaseUser: 'orders_svc',
      database: 'orders',
      family: 'postgres',
      client: 'psql',
      viaProxy: false,
    })
    expect(notes[0]).toContain('not a second fault')
    const marked = marks.map(({ start, end, what }) => [what, PSQL.slice(start, end)])
    expect(marked).toContainEqual(['sign', 'PAM authentication failed'])
    expect(marked).toContainEqual(['sign', 'pg_hba.conf rejects connection'])
    expect(marked).toContainEqual(['user', 'orders_svc'])
    expect(marked).toContainEqual(['host', HOST])
  })

  it('the address of the client in a refusal is no host of a target', () => {
    const said = 'no pg_hba.conf entry for host "10.0.3.8", user "app", database "x", no encryption'
    expect(recognise(said).symptoms.hosts).toEqual([])
    expect(recognise("Access denied for user 'app'@'10.0.3.8' (using password: YES)").symptoms).toMatchObject(
      {
        hosts: [],
        databaseUser: 'app',
        family: 'mysql',
      },
    )
  })

  it.each([
    ['FATAL:  PAM authentication failed for user "o\'brien"', "o'brien"],
    ['{"message":"PAM authentication failed for user \\"o\'brien\\""}', "o'brien"],
    ["Access denied for user 'app'@'10.0.3.8' (using password: YES)", 'app'],
    ["Access denied for user ''@'10.0.3.8' (using password: YES)", null],
    ['PAM-Authentifizierung für Benutzer »app« fehlgeschlagen', 'app'],
    ['échec de l’authentification PAM pour l’utilisateur « app »', 'app'],
  ])('reads a name to the quotation mark that it began with: %s', (said, user) => {
    expect(recognise(said).symptoms.databaseUser).toBe(user)
  })

  it('an address with a password is no name, where a quotation mark is cut off before it', () => {
    const said = `role "x mysql://app:Tr0ub4dor-and-3-more@${HOST} role "`
    expect(JSON.stringify(recognise(said).symptoms)).not.toContain('Tr0ub4dor')
    expect(recognise('user "app:Tr0ub4dor-and-3-more@tcp(orders:3306)"').symptoms.databaseUser).not.toContain(
      'Tr0ub',
    )
  })

  it.each([
    'mysql -h orders -u app --enable-cleartext-plugin',
    'mysql2.createConnection({ enableCleartextPlugin: true })',
    'app:x@tcp(orders:3306)/?tls=rds&allowCleartextPasswords=1',
  ])('what was given to the client is no complaint of it: %s', given => {
    const said = `${given}\nERROR 1045 (28000): Access denied for user 'app'@'10.0.3.8' (using password: YES)`
    expect(recognise(said).symptoms.signs).toEqual(['accessDenied'])
  })

  it('marks stand in their order and never over one another', () => {
    for (const text of [PSQL, TOKEN, `${PSQL}\n${TOKEN}`, PSQL.repeat(30)]) {
      const { marks } = recognise(text)
      marks.forEach(({ start, end }, index) => {
        expect(end).toBeGreaterThan(start)
        expect(start).toBeGreaterThanOrEqual(marks[index - 1]?.end ?? 0)
      })
    }
  })

  it.each([
    [
      'JSON of a log',
      JSON.stringify({ level: 'error', msg: 'pq: PAM authentication failed for user "app"' }),
    ],
    ['Kubernetes', '2026-11-28T14:02:11.123Z stderr F pq: PAM authentication failed for user "app"'],
    [
      'a chain of Go errors',
      'init store: ping: failed to connect to `host=h user=app database=x`: server error (FATAL: PAM authentication failed for user "app" (SQLSTATE 28000))',
    ],
    [
      'Java, the cause at its end',
      `com.zaxxer.hikari.pool.HikariPool$PoolInitializationException: Failed to initialize pool\n\tat a.b.C(D.java:1)\nCaused by: org.postgresql.util.PSQLException: FATAL: PAM authentication failed for user "app"`,
    ],
    [
      'Python, the cause at its end',
      `Traceback (most recent call last):\n  File "a.py", line 3, in connect\npsycopg2.OperationalError: connection to server at "${HOST}" (10.0.0.1), port 5432 failed: FATAL:  PAM authentication failed for user "app"`,
    ],
  ])('%s is read like the plain words', (_, text) => {
    expect(recognise(text).symptoms).toMatchObject({ signs: ['pamRefused'], databaseUser: 'app' })
  })

  it.each([
    [
      'one address that nothing listens on, and one that answers',
      `psql: error: connection to server at "localhost" (::1), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\nconnection to server at "localhost" (127.0.0.1), port 5432 failed: FATAL:  PAM authentication failed for user "app"`,
      'pamRefused',
    ],
    [
      'a pool that waited, and why',
      'HikariPool-1 - Connection is not available, request timed out after 30000ms.\nCaused by: FATAL: password authentication failed for user "app"',
      'passwordRefused',
    ],
    [
      'a dial that timed out, and a refusal',
      "retry 1: dial tcp 10.0.0.1:3306: i/o timeout\nretry 2: Error 1045 (28000): Access denied for user 'app'@'10.0.3.8' (using password: YES)",
      'accessDenied',
    ],
  ])('%s: the server was reached', (_, text, sign) => {
    expect(recognise(text).symptoms.signs).toEqual([sign])
  })

  it('a line of iam-db-auth-error names who signed', () => {
    const caller = 'arn:aws:sts::111122223333:assumed-role/eks-node/i-0a1b2c3d4e5f'
    const line = `Failed to authorize the connection request for user metrics because the IAM policy assumed by the caller '${caller}' is not authorized to perform \`rds-db:connect\` on the DB instance. (Status Code: 403, Error Code: NotAuthorized)`
    expect(recognise(line).symptoms).toMatchObject({
      kinds: ['log'],
      signs: ['logNotAuthorized'],
      callerArn: caller,
      databaseUser: 'metrics',
    })
  })

  it('a proxy is known by its words or by its endpoint', () => {
    const said = 'This RDS proxy has no credentials for the role app. Check the credentials for this role.'
    expect(recognise(said).symptoms).toMatchObject({ viaProxy: true, databaseUser: 'app' })
    const named = `connection to server at "p.proxy-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com", port 5432 failed`
    expect(recognise(named).symptoms.viaProxy).toBe(true)
  })

  it.each([
    ['alone', TOKEN],
    ['in a variable', `export PGPASSWORD="${TOKEN}"`],
    ['encoded in a URI', `postgresql://orders_svc:${encodeURIComponent(TOKEN)}@${HOST}:5432/orders`],
    ['as it is in a URI', `postgresql://orders_svc:${TOKEN}@${HOST}:5432/orders?sslmode=require`],
    ['in a command', `mysql --host=${HOST} --user=orders_svc --password='${TOKEN}'`],
  ])('a token %s is found whole, with its host and its user', (_, text) => {
    const { token, symptoms } = recognise(text)
    expect(token).toBe(TOKEN)
    expect(symptoms.kinds).toContain('token')
    expect(symptoms).toMatchObject({ databaseUser: 'orders_svc' })
    expect(symptoms.hosts[0]).toBe(HOST)
  })

  it('a token as it is in a URI is the fault; encoded it is none', () => {
    const raw = recognise(`postgresql://orders_svc:${TOKEN}@${HOST}:5432/orders`)
    expect(raw.symptoms.signs[0]).toBe('rawTokenInAddress')
    const encoded = recognise(`postgresql://orders_svc:${encodeURIComponent(TOKEN)}@${HOST}:5432/orders`)
    expect(encoded.symptoms.signs).not.toContain('rawTokenInAddress')
  })

  it('nothing that may be sent holds a secret, however the text is mixed', () => {
    const secrets = [SIGNATURE, SESSION, 'ASIAQQQQQQQQQQQQQQQQ', 'hunter2-hunter2']
    const texts = [
      TOKEN,
      `${PSQL}\n${TOKEN}`,
      `postgresql://orders_svc:hunter2-hunter2@${HOST}:5432/orders`,
      `postgresql://orders_svc:${TOKEN}@${HOST}/orders`,
      `jdbc:mysql://${HOST}:3306/orders?user=app&password=hunter2-hunter2`,
      `host=${HOST} user=app password=hunter2-hunter2 dbname=orders`,
      `PGUSER=app PGPASSWORD=hunter2-hunter2 psql -h ${HOST}`,
      `mysql -u app -phunter2-hunter2 -h ${HOST}`,
      'app:hunter2-hunter2@tcp(db.example.com:3306)/orders?tls=true',
      'user:hunter2-hunter2@tcp(db.example.com:3306)/orders',
      'curl -u app:hunter2-hunter2 https://hunter2-hunter2@example.com/',
      'username: app\npassword: hunter2-hunter2',
      TOKEN.slice(0, 500),
      TOKEN.slice(90),
      TOKEN.replaceAll('&', '\n'),
      `FATAL: PAM authentication failed for user "${TOKEN}"`,
      encodeURIComponent(TOKEN),
      `invalid integer value "${TOKEN.slice(0, 300)}" for connection option "port"`,
    ]
    for (const text of texts) {
      const sent = JSON.stringify(recognise(text).symptoms)
      for (const secret of secrets)
        for (let at = 0; at + 12 <= secret.length; at += 12)
          expect(sent).not.toContain(secret.slice(at, at + 12))
    }
  })

  it('a user is read out of the encoding of a URI and out of a DSN of Go; a numeric password is no port', () => {
    const token = TOKEN.replace('DBUser=orders_svc', 'DBUser=jane%40example.com')
    expect(recognise(token).symptoms.databaseUser).toBe('jane@example.com')
    const dsn = 'invalid DSN: app:x@tcp(db.example.com:3306)/orders'
    expect(recognise(dsn).symptoms.databaseUser).toBe('app')
    expect(recognise('mysql -u app -p12345 -h db.example.com').symptoms).toMatchObject({ port: null })
  })

  it('what is no error is not made one', () => {
    for (const text of ['', 'hello', 'SELECT * FROM orders WHERE id = 5432', '注文データベース']) {
      const { symptoms, token } = recognise(text)
      expect(symptoms).toMatchObject({ kinds: [], signs: [], callerArn: null })
      expect(token).toBeNull()
    }
  })
})
