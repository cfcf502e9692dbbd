import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { ClientId } from './client'

/** By the words that only one program writes; the more particular first, since programs stand on drivers. */
const CLIENTS: readonly (readonly [ClientId, EngineFamilyId | null, RegExp])[] = [
  ['dbeaver', null, /\bdbeaver\b|org\.jkiss/i],
  ['dataGrip', null, /DataGrip|jetbrains\.(?:database|dataGrip)|com\.intellij\.database/i],
  ['tablePlus', null, /TablePlus/i],
  ['pgAdmin', 'postgres', /pgAdmin/i],
  ['workbench', 'mysql', /MySQL ?Workbench/i],
  ['prisma', null, /prisma|\bP10\d\d\b/i],
  ['pgbouncer', 'postgres', /pgbouncer|src\/objects\.c/i],
  ['sqlx', null, /sqlx/i],
  [
    'rustPostgres',
    'postgres',
    /tokio.postgres|rust-postgres|ErrorResponse \{|error performing TLS handshake|db error: /i,
  ],
  ['asyncpg', 'postgres', /asyncpg/i],
  ['psycopg', 'postgres', /psycopg/i],
  ['npgsql', 'postgres', /Npgsql/i],
  ['pgJdbc', 'postgres', /org\.postgresql|PSQLException|jdbc:postgresql/i],
  ['mariadbConnectorJ', 'mysql', /org\.mariadb\.jdbc|jdbc:mariadb|\(conn=\d+\)/i],
  [
    'connectorJ',
    'mysql',
    /com\.mysql\.(?:cj|jdbc)|jdbc:mysql|Communications link failure|CommunicationsException/i,
  ],
  [
    'mysql2Node',
    'mysql',
    /MYSQL_CLEAR_PASSWORD_NOT_ENABLED|enableCleartextPlugin|TODO: add plugins doco|node_modules\/mysql2|authPlugins/i,
  ],
  ['mysqljs', 'mysql', /node_modules\/mysql\/|ErrorPacket|ER_NOT_SUPPORTED_AUTH_MODE/i],
  ['goMysql', 'mysql', /allowCleartextPasswords|go-sql-driver|Error \d{4}(?: \([0-9A-Z]{5}\))?: /],
  ['pymysql', 'mysql', /pymysql/i],
  ['connectorPython', 'mysql', /mysql\.connector|mysql-connector-python/i],
  ['mysqlclientPython', 'mysql', /MySQLdb|_mysql(?:_exceptions)?\./i],
  ['connectorNet', 'mysql', /MySql\.Data|\bMySqlConnector\b|MySqlException|any of the available plugins/i],
  ['rubyMysql2', 'mysql', /Mysql2::Error|gems\/mysql2/i],
  ['php', null, /PDOException|SQLSTATE\[HY000\] \[\d+\]|mysqli_|pg_connect\(\)/i],
  [
    'nodePg',
    'postgres',
    /node_modules\/(?:\.pnpm\/)?pg(?:-pool|-protocol)?[@/]|SASL: SCRAM|pg_hba[\s\S]{0,400}routine: /i,
  ],
  ['postgresJs', 'postgres', /node_modules\/postgres\//i],
  ['pgx', 'postgres', /failed to connect to `|pgx|SQLSTATE [0-9A-Z]{5}\)/],
  ['libPqGo', 'postgres', /\bpq: /],
  ['psql', 'postgres', /\bpsql\b/i],
  [
    'libpq',
    'postgres',
    /connection to server at|PG::ConnectionBad|consuming input failed|in connection info string/i,
  ],
  ['mariadbClient', 'mysql', /mariadb:|ERROR \d{4} \([0-9A-Z]{5}\)[^\n]{0,200}(?:TLS\/SSL error|MariaDB)/i],
  [
    'mysqlClient',
    'mysql',
    /ERROR \d{4} \([0-9A-Z]{5}\)|LIBMYSQL_ENABLE|cannot be loaded: plugin not enabled/,
  ],
  ['awsCli', null, /\baws rds generate-db-auth-token|aws configure|aws sso login/i],
]

const FAMILIES: readonly (readonly [EngineFamilyId, RegExp])[] = [
  ['mariadb', /\bmariadb\b/i],
  ['mysql', /\bmysql\b|\(HY000\)|\bER_[A-Z]|:3306\b|caching_sha2|innodb/i],
  ['postgres', /postgres|\bpg_|libpq|SQLSTATE|\bFATAL:\s|:5432\b|SCRAM|\brds_iam\b/i],
]

export function findClient(text: string): ClientId | null {
  return CLIENTS.find(([, , pattern]) => pattern.test(text))?.[0] ?? null
}

/** What the client, or else the words around, say of the engine; null: nothing. */
export function findFamily(text: string): EngineFamilyId | null {
  const byClient = CLIENTS.find(([, family, pattern]) => family !== null && pattern.test(text))?.[1]
  return byClient ?? FAMILIES.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
