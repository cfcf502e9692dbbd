import type { RecipeTemplate } from '../recipe'

export function tokenRecipe(token: string): RecipeTemplate {
  return {
    id: 'token',
    label: 'Token',
    summary: `the token alone, ${token.length.toLocaleString('en-US')} characters`,
    write: text => text,
  }
}
