'use client'

import { Check, Copy } from 'lucide-react'
import { classNames } from '@/components/ui/class-names'
import { Kbd } from '@/components/ui/kbd'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { Recipe } from '@/lib/connect/recipe'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

interface RecipeListProps {
  recipes: Recipe[]
  target: IssuedToken['target']
  shownId: Recipe['id'] | null
  copiedId: Recipe['id'] | null
  onCopy: (recipe: Recipe) => void
}

/** Every format, its key, and what it holds. A press shows and copies it. */
export function RecipeList({ recipes, target, shownId, copiedId, onCopy }: RecipeListProps) {
  const { otherClient } = familyOf(target)
  return (
    <ul className="mt-3 overflow-hidden rounded-lg border border-line bg-surface max-md:mt-5">
      {recipes.map((recipe, index) => (
        <li key={recipe.id} className={classNames('border-b border-line', index === 0 && 'max-md:hidden')}>
          <button
            type="button"
            onClick={() => onCopy(recipe)}
            className={classNames(
              'focus-inset flex h-9 w-full items-center gap-3 px-3 text-left max-md:h-13 max-md:px-4',
              recipe.id === shownId
                ? 'bg-accent-tint shadow-[inset_2px_0_0_var(--gh-accent)]'
                : 'hover:bg-hover',
            )}
          >
            <Kbd>{index + 1}</Kbd>
            <span className="w-20 shrink-0 font-medium">{recipe.label}</span>
            <span className="min-w-0 flex-1 truncate text-xs text-muted">{recipe.summary}</span>
            <CopyState label={recipe.label} copied={recipe.id === copiedId} />
          </button>
        </li>
      ))}
      <li className="flex h-9 items-center gap-3 px-3 text-xs text-subtle max-md:hidden">
        <span className="w-4" />
        <span className="w-20 shrink-0 text-sm">{otherClient}</span>
        {target.name} runs {target.engineLabel}
      </li>
    </ul>
  )
}

function CopyState({ label, copied }: { label: string; copied: boolean }) {
  if (copied)
    return (
      <span className="flex items-center gap-1.5 text-xs font-medium text-accent">
        <Check aria-hidden size={14} strokeWidth={1.75} />
        Copied
      </span>
    )
  return <Copy role="img" aria-label={`Copy ${label}`} size={14} strokeWidth={1.5} className="text-subtle" />
}
