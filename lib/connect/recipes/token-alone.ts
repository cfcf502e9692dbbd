import type { RecipeTemplate } from '../recipe'

export function tokenRecipe(token: string): RecipeTemplate {
  return {
    id: 'token',
    label: 'Token',
    group: 'line',
    isRun: true,
    summary: `the token alone, ${token.length.toLocaleString('en-US')} characters`,
    write: text => text,
  }
}
