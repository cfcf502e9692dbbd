'use client'

import { useLayoutEffect, useRef, useState } from 'react'
import { ReachChoice } from '@/components/reach-choice'
import { RecipeList } from '@/components/recipe-list'
import { RecipeText } from '@/components/recipe-text'
import { announce } from '@/components/ui/announce'
import { useSingleKeys } from '@/components/use-single-keys'
import type { Recipe } from '@/lib/connect/recipe'
import type { LiveToken } from '@/lib/services/tokens/issued-tokens'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'
import { ConnectionPanel } from './connection-panel'
import { FailureBanner } from './failure-banner'
import { IssuedHead } from './issued-head'
import { KeepInMind } from './keep-in-mind'
import { LiveTokens } from './live-tokens'
import { SessionEnding } from './session-ending'
import { TokenAnatomy } from './token-anatomy'
import type { TokenFailure } from './use-issue-token'
import { useRecipes } from './use-recipes'

interface IssuedViewProps {
  issued: IssuedToken
  live: LiveToken[]
  operatorName: string
  singleKeys: boolean
  pending: boolean
  failure: TokenFailure | null
  signAs: string
  /** Of the MFA code that was given; null: none was. */
  device: string | null
  onRenew: () => void
  onForget: () => void
  onExpire: () => void
}

export function IssuedView(props: IssuedViewProps) {
  const { issued } = props
  const { reach, setReach, list } = useRecipes(issued)
  const [shownId, setShownId] = useState<Recipe['id'] | undefined>(list[0]?.id)
  const [copied, setCopied] = useState<Recipe['id'] | null>(null)
  const [signInShown, setSignInShown] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  // A new token replaces what is on the screen; the form that had the focus is gone. Later, it would undo what a key did at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per token
  useLayoutEffect(() => {
    setShownId(list[0]?.id)
    setCopied(null)
    heading.current?.focus()
  }, [issued.auditId])

  const copy = async (recipe: Recipe | undefined) => {
    if (!recipe) return
    setShownId(recipe.id)
    try {
      await navigator.clipboard.writeText(recipe.text)
      setCopied(recipe.id)
      announce(`Copied ${recipe.label}`)
    } catch {
      setCopied(null)
      announce('The browser did not allow copying')
    }
  }
  useSingleKeys(props.singleKeys, key => {
    const recipe = /^[1-9]$/.test(key) ? list[Number(key) - 1] : undefined
    if (recipe) copy(recipe)
    else if (key === 'Enter') copy(list[0])
    else if (key === 'r') props.onRenew()
    else if (key === 'x') props.onForget()
    else if (key === 's' && issued.sessionEndsAt) setSignInShown(true)
    else return false
    return true
  })
  const shown = list.find(({ id }) => id === shownId)
  const actions = {
    recipe: list[0],
    copied: copied !== null && copied === list[0]?.id,
    pending: props.pending,
    onCopy: copy,
    onRenew: props.onRenew,
    onForget: props.onForget,
  }
  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <div className="min-w-0 flex-1 px-6 py-5 max-md:px-4">
        <IssuedHead issued={issued} heading={heading} onExpire={props.onExpire} actions={actions} />
        <FailureBanner failure={props.failure} className="mt-4" />
        {issued.sessionEndsAt ? (
          <SessionEnding issued={issued} open={signInShown} onOpen={() => setSignInShown(true)} />
        ) : null}
        <ReachChoice
          way={issued.way}
          reach={reach}
          onReach={next => {
            setReach(next)
            setCopied(null)
          }}
        />
        {shown ? <RecipeText recipe={shown} /> : null}
        <RecipeList
          recipes={list}
          target={issued.target}
          shownId={shown?.id ?? null}
          copiedId={copied}
          onCopy={copy}
        />
        <LiveTokens tokens={props.live} className="mt-6 max-md:hidden" />
      </div>
      <aside
        aria-label="About this token"
        className="w-106 shrink-0 border-l border-line bg-surface max-lg:w-86 max-md:w-full max-md:border-l-0 max-md:bg-canvas"
      >
        <ConnectionPanel key={issued.auditId} issued={issued} signAs={props.signAs} device={props.device} />
        <TokenAnatomy issued={issued} />
        <KeepInMind issued={issued} operatorName={props.operatorName} />
      </aside>
    </div>
  )
}
