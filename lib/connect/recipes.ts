import { CLIENTS } from './family-clients'
import { maskToken } from './mask-token'
import type { Recipe, RecipeInput } from './recipe'
import { tokenRecipe } from './recipes/token-alone'

/** Ready forms of one token for the clients of its engine, the most used first; then programs that make their own. */
export function recipes(input: RecipeInput): Recipe[] {
  const masked = maskToken(input.token)
  const templates = CLIENTS[input.family].recipes.map(of => of(input))
  const isLine = ({ group }: { group: string }) => group === 'line'
  return [
    ...templates.filter(isLine),
    tokenRecipe(input.token),
    ...templates.filter(each => !isLine(each)),
  ].map(({ write, hostsLine = null, ...recipe }) => ({
    ...recipe,
    hostsLine,
    text: write(input.token),
    masked: write(masked).trimStart(),
  }))
}
