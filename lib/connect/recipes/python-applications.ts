import { doubleQuoted, hostsLine } from '../quoting'
import type { RecipeInput, RecipeTemplate } from '../recipe'
import { libpqArguments } from './psycopg'

const tokenFunction = ({
  endpoint,
  region,
  databaseUser,
}: RecipeInput) => `rds = boto3.client("rds", region_name=${doubleQuoted(region)})


def token():
    return rds.generate_db_auth_token(
        DBHostname=${doubleQuoted(endpoint.host)}, Port=${endpoint.port}, DBUsername=${doubleQuoted(databaseUser)}
    )`

const entries = (list: [string, string][]) =>
  list.map(([name, value]) => `    ${doubleQuoted(name)}: ${value},`).join('\n')

export function psycopgPoolRecipe(input: RecipeInput): RecipeTemplate {
  return {
    id: 'psycopg-pool',
    label: 'psycopg pool',
    group: 'application',
    isRun: true,
    summary: 'Python: a token for each connection of the pool',
    write: () => `import boto3
import psycopg
from psycopg_pool import ConnectionPool

${tokenFunction(input)}


class TokenConnection(psycopg.Connection):
    @classmethod
    def connect(cls, conninfo="", **arguments):
        return super().connect(conninfo, **{**arguments, "password": token()})


arguments = {
${entries(libpqArguments(input))}
}
with ConnectionPool("", kwargs=arguments, connection_class=TokenConnection, timeout=10) as pool:
    with pool.connection() as connection:
        print(connection.execute("select current_user").fetchone())
`,
  }
}

function sqlalchemyRecipe(
  driver: string,
  connectArguments: string,
  imports: string,
  input: RecipeInput,
): RecipeTemplate {
  return {
    id: 'sqlalchemy',
    label: 'SQLAlchemy',
    group: 'application',
    isRun: true,
    summary: `Python, ${driver}: a token for each connection of the engine`,
    write: () => `${imports}import boto3
import sqlalchemy

${tokenFunction(input)}


arguments = {
${connectArguments}
}
engine = sqlalchemy.create_engine("${driver}://", connect_args=arguments)


@sqlalchemy.event.listens_for(engine, "do_connect")
def with_token(dialect, record, positional, arguments):
    arguments["password"] = token()


with engine.connect() as connection:
    print(connection.execute(sqlalchemy.text("select current_user")).scalar())
`,
  }
}

/** SQLAlchemy documentation, "Generating dynamic authentication tokens". */
export const postgresSqlalchemyRecipe = (input: RecipeInput) =>
  sqlalchemyRecipe('postgresql+psycopg2', entries(libpqArguments(input)), '', input)

/** PyMySQL checks the certificate against the name it dials. */
export function mysqlSqlalchemyRecipe(input: RecipeInput): RecipeTemplate {
  const { endpoint, dial } = input
  const list: [string, string][] = [
    ['host', doubleQuoted(endpoint.host)],
    ['port', String(dial?.port ?? endpoint.port)],
    ['user', doubleQuoted(input.databaseUser)],
    ...(input.databaseName ? [['database', doubleQuoted(input.databaseName)] as [string, string]] : []),
    ['ssl', `ssl.create_default_context(cafile=${doubleQuoted(input.caFile)})`],
  ]
  return {
    ...sqlalchemyRecipe('mysql+pymysql', entries(list), 'import ssl\n\n', input),
    hostsLine: hostsLine(input),
  }
}
