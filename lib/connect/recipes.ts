import { CLIENTS } from './family-clients'
import { maskToken } from './mask-token'
import type { Recipe, RecipeInput } from './recipe'
import { tokenRecipe } from './recipes/token-alone'

/** Ready forms of one token for the clients of its engine, the most used first. */
export function recipes(input: RecipeInput): Recipe[] {
  const masked = maskToken(input.token)
  const templates = [...CLIENTS[input.family].recipes.map(of => of(input)), tokenRecipe(input.token)]
  return templates.map(({ id, label, summary, write }) => ({
    id,
    label,
    summary,
    text: write(input.token),
    masked: write(masked).trimStart(),
  }))
}
