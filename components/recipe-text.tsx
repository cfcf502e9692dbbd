'use client'

import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import type { Recipe } from '@/lib/connect/recipe'

/** Masked until asked for; another format starts masked again. */
export function RecipeText({
  recipe,
  note = 'No token in it: it makes its own',
  alone = false,
}: {
  recipe: Recipe
  /** Said where there is no token to hide. */
  note?: string
  alone?: boolean
}) {
  const [shownId, setShownId] = useState<Recipe['id'] | null>(null)
  const open = shownId === recipe.id
  const holdsToken = recipe.text.trimStart() !== recipe.masked
  const Icon = open ? EyeOff : Eye
  return (
    <section
      aria-label={recipe.label}
      className={classNames(
        'mt-5 overflow-hidden rounded-lg border border-line bg-surface',
        !alone && 'max-md:hidden',
      )}
    >
      <header className="flex h-8 items-center border-b border-line pr-1 pl-3 text-xs">
        <span className="flex-1">{recipe.label}</span>
        {holdsToken ? (
          <Button
            variant="ghost"
            size="sm"
            aria-pressed={open}
            onClick={() => setShownId(open ? null : recipe.id)}
          >
            <Icon aria-hidden size={14} strokeWidth={1.5} />
            {open ? 'Hide token' : 'Show token'}
          </Button>
        ) : (
          <span className="pr-2 text-muted">{note}</span>
        )}
      </header>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="focus-inset max-h-64 overflow-auto px-3 py-2 text-[0.71875rem] leading-[1.125rem] whitespace-pre-wrap wrap-anywhere"
      >
        {open ? recipe.text : recipe.masked}
      </pre>
      {recipe.hostsLine || !recipe.isRun ? (
        <div className="grid gap-1 border-t border-line px-3 py-2 text-xs text-muted">
          {recipe.hostsLine ? (
            <p>
              {recipe.label} dials the name that it checks in the certificate: through the tunnel it needs{' '}
              <code className="break-all text-fg">{recipe.hostsLine}</code> in the hosts file.
            </p>
          ) : null}
          {recipe.isRun ? null : (
            <p>
              Written by the manual of the client and checked in its form. Our tests do not sign in with it.
            </p>
          )}
        </div>
      ) : null}
    </section>
  )
}
