import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { RecipeInput, RecipeTemplate } from './recipe'
import { asyncpgRecipe } from './recipes/asyncpg'
import { mysqlConnectorRecipe, npgsqlRecipe } from './recipes/dotnet'
import { environmentRecipe } from './recipes/environment'
import { goMysqlRecipe, goPgxRecipe } from './recipes/go'
import { mariadbJdbcRecipe, postgresJdbcRecipe } from './recipes/jdbc'
import {
  datagripMariadbRecipe,
  datagripRecipe,
  dbeaverMariadbRecipe,
  dbeaverRecipe,
} from './recipes/jdbc-url'
import { mariadbWrapperRecipe, postgresWrapperRecipe } from './recipes/jdbc-wrapper'
import { mariadbRecipe, mysqlRecipe } from './recipes/mysql-recipes'
import { nodeMysql2Recipe } from './recipes/node-mysql2'
import { nodePgRecipe } from './recipes/node-pg'
import { nodeMysql2PoolRecipe, nodePgPoolRecipe } from './recipes/node-pool'
import { pgadminRecipe } from './recipes/pgadmin'
import { psqlRecipe } from './recipes/psql'
import { psycopgRecipe } from './recipes/psycopg'
import {
  mysqlSqlalchemyRecipe,
  postgresSqlalchemyRecipe,
  psycopgPoolRecipe,
} from './recipes/python-applications'
import { uriRecipe } from './recipes/uri'

interface Clients {
  /** Forms of a token, the most used client first. */
  recipes: readonly ((input: RecipeInput) => RecipeTemplate)[]
}

/** What speaks to both in the same way. */
const OF_MYSQL: Clients['recipes'] = [
  dbeaverMariadbRecipe,
  datagripMariadbRecipe,
  nodeMysql2Recipe,
  mariadbJdbcRecipe,
  nodeMysql2PoolRecipe,
  mysqlSqlalchemyRecipe,
  goMysqlRecipe,
  mariadbWrapperRecipe,
  mysqlConnectorRecipe,
]

/** What connects to a family of engines. */
export const CLIENTS: Readonly<Record<EngineFamilyId, Clients>> = {
  postgres: {
    recipes: [
      psqlRecipe,
      uriRecipe,
      environmentRecipe,
      dbeaverRecipe,
      datagripRecipe,
      pgadminRecipe,
      nodePgRecipe,
      psycopgRecipe,
      asyncpgRecipe,
      postgresJdbcRecipe,
      nodePgPoolRecipe,
      psycopgPoolRecipe,
      postgresSqlalchemyRecipe,
      goPgxRecipe,
      postgresWrapperRecipe,
      npgsqlRecipe,
    ],
  },
  mysql: { recipes: [mysqlRecipe, mariadbRecipe, ...OF_MYSQL] },
  mariadb: { recipes: [mariadbRecipe, mysqlRecipe, ...OF_MYSQL] },
  other: { recipes: [] },
}
