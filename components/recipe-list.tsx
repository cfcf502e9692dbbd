'use client'

import { Check, Copy } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Target } from '@/lib/access/model/target'
import type { Recipe } from '@/lib/connect/recipe'

interface RecipeListProps {
  recipes: Recipe[]
  target: Pick<Target, 'name' | 'engineLabel' | 'family'>
  shownId: Recipe['id'] | null
  copiedId: Recipe['id'] | null
  /** A page of nothing else: all of it on a phone too, and without keys of its own. */
  alone?: boolean
  onCopy: (recipe: Recipe) => void
}

const GROUPS: [Recipe['group'], string | null][] = [
  ['line', null],
  ['desktop', 'Desktop programs'],
  ['code', 'One connection in code'],
  ['application', 'Applications: a new token for each connection, signed by their own AWS identity'],
]

/** Every format, its key, and what it holds. A press shows and copies it. */
export function RecipeList({ recipes, target, ...chosen }: RecipeListProps) {
  const { otherClient } = familyOf(target)
  return (
    <div className="mt-3 overflow-hidden rounded-lg border border-line bg-surface max-md:mt-5">
      {GROUPS.map(([group, title]) => {
        const own = recipes.filter(recipe => recipe.group === group)
        return own.length === 0 ? null : (
          <div
            key={group}
            className={classNames(group === 'application' && !chosen.alone && 'max-md:hidden')}
          >
            {title ? (
              <h3 className="border-b border-line bg-sunken px-3 py-1 text-2xs font-medium text-muted max-md:px-4">
                {title}
              </h3>
            ) : null}
            <ul>
              {own.map(recipe => (
                <RecipeRow key={recipe.id} recipe={recipe} index={recipes.indexOf(recipe)} {...chosen} />
              ))}
            </ul>
          </div>
        )
      })}
      <p className="flex h-9 items-center gap-3 px-3 text-xs text-subtle max-md:hidden">
        {chosen.alone ? null : <span className="w-4" />}
        <span className="w-32 shrink-0 text-sm">{otherClient}</span>
        {target.name} runs {target.engineLabel}
      </p>
    </div>
  )
}

type RowProps = Omit<RecipeListProps, 'recipes' | 'target'> & { recipe: Recipe; index: number }

function RecipeRow({ recipe, index, shownId, copiedId, alone = false, onCopy }: RowProps) {
  return (
    <li
      className={classNames(
        'border-b border-line',
        index === 0 && !alone && 'max-md:hidden print:list-item!',
      )}
    >
      <button
        type="button"
        onClick={() => onCopy(recipe)}
        className={classNames(
          'focus-inset flex h-9 w-full items-center gap-3 px-3 text-left max-md:h-13 max-md:px-4',
          recipe.id === shownId
            ? 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)] print:bg-transparent print:shadow-none'
            : 'hover:bg-hover',
        )}
      >
        {alone ? null : (
          <span className="w-4 shrink-0 max-md:hidden print:hidden">
            {index < 9 ? <Kbd>{index + 1}</Kbd> : null}
          </span>
        )}
        <span className="w-32 shrink-0 truncate font-medium max-md:w-24">{recipe.label}</span>
        <span className="min-w-0 flex-1 truncate text-xs text-muted">{recipe.summary}</span>
        <CopyState label={recipe.label} copied={recipe.id === copiedId} />
      </button>
    </li>
  )
}

function CopyState({ label, copied }: { label: string; copied: boolean }) {
  if (copied)
    return (
      <span className="flex items-center gap-1.5 text-xs font-medium text-accent print:hidden">
        <Check aria-hidden size={14} strokeWidth={1.75} />
        Copied
      </span>
    )
  return (
    <Copy
      role="img"
      aria-label={`Copy ${label}`}
      size={14}
      strokeWidth={1.5}
      className="text-subtle print:hidden"
    />
  )
}
