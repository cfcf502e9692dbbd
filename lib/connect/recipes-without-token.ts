import { shellQuoted } from './quoting'
import type { Recipe, RecipeInput } from './recipe'
import { recipes } from './recipes'
import { tokenCommand } from './token-command'

/** Stands where a client wants the token itself. Of letters that no form has to escape. */
export const TOKEN_PLACE = 'DATABASE_TOKEN'

/** Stands where no database user is chosen. */
const USER_PLACE = 'DATABASE_USER'

const QUOTED = shellQuoted(TOKEN_PLACE)

/** A shell makes the token where it is wanted; any other client is given it by whoever ran the command. */
function withoutToken(recipe: Recipe, command: string): Recipe {
  if (recipe.id === 'token')
    return { ...recipe, summary: 'the command that makes one', text: command, masked: command }
  const text = recipe.group === 'line' ? recipe.text.replaceAll(QUOTED, `"$(${command})"`) : recipe.text
  return { ...recipe, text, masked: text.trimStart() }
}

/** The forms of a token for the clients of its engine, before there is one. */
export function recipesWithoutToken(input: Omit<RecipeInput, 'token'>): Recipe[] {
  const way = { ...input, databaseUser: input.databaseUser || USER_PLACE }
  const command = tokenCommand(way)
  return recipes({ ...way, token: TOKEN_PLACE }).map(recipe => withoutToken(recipe, command))
}
