import { maskToken } from './mask-token'
import type { Recipe, RecipeInput, RecipeTemplate } from './recipe'
import { dbeaverRecipe } from './recipes/dbeaver'
import { environmentRecipe } from './recipes/environment'
import { mysqlRecipe } from './recipes/mysql'
import { nodeMysql2Recipe } from './recipes/node-mysql2'
import { nodePgRecipe } from './recipes/node-pg'
import { psqlRecipe } from './recipes/psql'
import { tokenRecipe } from './recipes/token-alone'
import { uriRecipe } from './recipes/uri'

/** Ready forms of one token for the clients of its engine, the most used first. */
export function recipes(input: RecipeInput): Recipe[] {
  const masked = maskToken(input.token)
  return templatesFor(input).map(({ id, label, summary, write }) => ({
    id,
    label,
    summary,
    text: write(input.token),
    masked: write(masked).trimStart(),
  }))
}

function templatesFor(input: RecipeInput): RecipeTemplate[] {
  const token = tokenRecipe(input.token)
  if (input.family === 'postgres') {
    return [
      psqlRecipe(input),
      uriRecipe(input),
      environmentRecipe(input),
      nodePgRecipe(input),
      dbeaverRecipe(input),
      token,
    ]
  }
  if (input.family === 'other') return [token]
  return [mysqlRecipe(input), nodeMysql2Recipe(input), token]
}
