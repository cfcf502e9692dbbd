'use client'
import { useMemo, useRef, useState } from 'react'
import { EndpointChoice } from '@/components/endpoint-choice'
import { ReachChoice } from '@/components/reach-choice'
import { RecipeList } from '@/components/recipe-list'
import { RecipeText } from '@/components/recipe-text'
import { announce } from '@/components/ui/announce'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { useEarlyChange } from '@/components/use-early-change'
import type { Target } from '@/lib/access/model/target'
import type { Recipe, RecipeInput } from '@/lib/connect/recipe'
import { recipesWithoutToken, TOKEN_PLACE } from '@/lib/connect/recipes-without-token'
import type { TargetEndpoint } from '@/lib/connect/target-endpoints'
import { dialThrough, type Reach } from '@/lib/connect/tunnel'

export interface ReachedEndpoint extends TargetEndpoint {
  way: Omit<RecipeInput, 'token'>
}

/** What the address says. */
interface Chosen {
  endpoint: string
  user: string
  recipe: string | null
}

interface ConnectRecipesProps {
  target: Pick<Target, 'name' | 'engineLabel' | 'family'>
  endpoints: [ReachedEndpoint, ...ReachedEndpoint[]]
  /** IAM-ready users, as far as they were read. */
  users: string[]
  first: Chosen
}

/** The address reproduces the choice; it is no page of its own to go back to. */
function writeAddress({ endpoint, user, recipe }: Chosen): void {
  const query = new URLSearchParams(window.location.search)
  for (const [name, value] of Object.entries({ endpoint, user, recipe })) {
    if (value) query.set(name, value)
    else query.delete(name)
  }
  window.history.replaceState(null, '', query.size > 0 ? `?${query}` : window.location.pathname)
}

/** Every recipe of the token page before there is a token: one's own AWS CLI makes it. */
export function ConnectRecipes({ target, endpoints, users, first }: ConnectRecipesProps) {
  const [chosen, setChosen] = useState(first)
  const [reach, setReach] = useState<Reach>('given')
  const [copied, setCopied] = useState<Recipe['id'] | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const change = (patch: Partial<Chosen>) => {
    const next = { ...chosen, ...patch }
    setChosen(next)
    setCopied(null)
    writeAddress(next)
  }
  useEarlyChange(field, first.user, user => change({ user }))
  const { way } = endpoints.find(({ id }) => id === chosen.endpoint) ?? endpoints[0]
  const list = useMemo(
    () => recipesWithoutToken({ ...way, databaseUser: chosen.user.trim(), dial: dialThrough(reach, way) }),
    [way, chosen.user, reach],
  )
  const shown = list.find(({ id }) => id === chosen.recipe) ?? list[0]
  const copy = async (recipe: Recipe) => {
    change({ recipe: recipe.id })
    try {
      await navigator.clipboard.writeText(recipe.text)
      setCopied(recipe.id)
      announce(`Copied ${recipe.label}`)
    } catch {
      announce('The browser did not allow copying')
    }
  }
  return (
    <section aria-label="Recipes">
      <div className="grid grid-cols-2 gap-x-5 gap-y-3 max-md:grid-cols-1">
        <Field label="Database user" htmlFor="connect-user">
          <Input
            ref={field}
            id="connect-user"
            name="user"
            mono
            list="connect-users"
            value={chosen.user}
            placeholder="DATABASE_USER"
            autoComplete="off"
            spellCheck={false}
            onChange={event => change({ user: event.target.value })}
          />
          <datalist id="connect-users">
            {users.map(name => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </Field>
        <EndpointChoice
          endpoints={endpoints}
          chosenId={chosen.endpoint}
          onChoose={endpoint => change({ endpoint })}
        />
      </div>
      <ReachChoice way={way} reach={reach} onReach={setReach} />
      {shown ? (
        <RecipeText
          alone
          recipe={shown}
          {...(shown.text.includes(TOKEN_PLACE)
            ? { note: `Put a token in place of ${TOKEN_PLACE}` }
            : { note: 'No token in it: it makes one' })}
        />
      ) : null}
      <RecipeList
        alone
        recipes={list}
        target={target}
        shownId={shown?.id ?? null}
        copiedId={copied}
        onCopy={copy}
      />
    </section>
  )
}
