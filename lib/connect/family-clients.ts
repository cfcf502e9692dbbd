import { databaseNameOf } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { Target } from '@/lib/access/model/target'
import { type ConnectCommand, mysqlCommand, type Place, psqlCommand } from './client-commands'
import type { RecipeInput, RecipeTemplate } from './recipe'
import { dbeaverRecipe } from './recipes/dbeaver'
import { environmentRecipe } from './recipes/environment'
import { mariadbRecipe, mysqlRecipe } from './recipes/mysql-recipes'
import { nodeMysql2Recipe } from './recipes/node-mysql2'
import { nodePgRecipe } from './recipes/node-pg'
import { psqlRecipe } from './recipes/psql'
import { uriRecipe } from './recipes/uri'

interface Clients {
  /** Forms of a token, the most used client first. */
  recipes: readonly ((input: RecipeInput) => RecipeTemplate)[]
  /** The command of the engine's own client, without any token in it; null: no client is known. */
  command: ((place: Place) => ConnectCommand) | null
}

/** What connects to a family of engines. */
export const CLIENTS: Readonly<Record<EngineFamilyId, Clients>> = {
  postgres: {
    recipes: [psqlRecipe, uriRecipe, environmentRecipe, nodePgRecipe, dbeaverRecipe],
    command: psqlCommand,
  },
  mysql: { recipes: [mysqlRecipe, nodeMysql2Recipe], command: mysqlCommand },
  mariadb: { recipes: [mariadbRecipe, nodeMysql2Recipe], command: mysqlCommand },
  other: { recipes: [], command: null },
}

export function connectCommand(target: Target): ConnectCommand | null {
  const { command } = CLIENTS[target.family]
  return target.endpoint && command
    ? command({ endpoint: target.endpoint, databaseName: databaseNameOf(target) })
    : null
}
