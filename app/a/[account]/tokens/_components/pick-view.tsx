'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { classNames } from '@/components/ui/class-names'
import { useAccount } from '@/components/use-account'
import { useSingleKeys } from '@/components/use-single-keys'
import { useWish } from '@/components/use-wish'
import { typedConnection } from '@/lib/connect/known-connections'
import { optionKey } from '@/lib/connect/option-key'
import { MAIN_ENDPOINT } from '@/lib/connect/target-endpoints'
import { routes } from '@/lib/routes'
import type { LiveToken } from '@/lib/services/tokens/issued-tokens'
import type { Connections } from '@/lib/services/tokens/list-connections'
import { PickKeys } from './pick-keys'
import { PickList } from './pick-list'
import { PickPanel } from './pick-panel'
import { PickSearch } from './pick-search'
import { isHopeless, viewOptions, wantedKey, withTyped } from './token-options'
import type { MfaGiven, TokenOrder } from './token-order'
import type { TokenFailure } from './use-issue-token'

interface PickViewProps {
  connections: Connections
  wanted: { resourceId: string; databaseUser: string | null } | null
  endpoint: string | null
  find: string
  live: LiveToken[]
  mayMint: boolean
  singleKeys: boolean
  now: string
  pending: boolean
  failure: TokenFailure | null
  onPick: () => void
  onIssue: (order: TokenOrder) => void
}

export function PickView(props: PickViewProps) {
  const { wanted, mayMint, pending, onIssue } = props
  const router = useRouter()
  const account = useAccount()
  const [signAs, setSignAs] = useWish(props.connections.signAs)
  const connections = { ...props.connections, signAs }
  const { options } = connections
  const [query, setQuery] = useState(props.find)
  const [chosenKey, setChosenKey] = useState(() => wantedKey(options, wanted))
  const [reason, setReason] = useState('')
  const [endpoints, setEndpoints] = useState<Record<string, string>>(
    wanted && props.endpoint ? { [wanted.resourceId]: props.endpoint } : {},
  )
  const [onPhonePanel, setOnPhonePanel] = useState(chosenKey !== null)
  const reasonField = useRef<HTMLInputElement>(null)
  const codeField = useRef<HTMLInputElement>(null)
  const typed = connections.typed && typedConnection(connections.typed, query)
  const view = viewOptions(withTyped(options, typed), query, chosenKey, connections.takesCode)
  const chosen = view.flat.find(option => optionKey(option) === chosenKey) ?? view.flat[0] ?? null

  const endpoint = (chosen && endpoints[chosen.resourceId]) ?? MAIN_ENDPOINT

  const pick = (index: number) => {
    const option = view.flat[index]
    if (!option) return false
    setChosenKey(optionKey(option))
    props.onPick()
    return true
  }
  const move = (by: number) => {
    const at = chosen ? view.flat.indexOf(chosen) : -1
    return pick(Math.min(view.flat.length - 1, Math.max(0, at + by)))
  }
  const issue = (mfa: Partial<MfaGiven> = {}) => {
    if (!chosen || !mayMint || pending) return false
    const { region, resourceId, databaseUser } = chosen
    onIssue({ accountId: account, region, resourceId, databaseUser, signAs, reason, endpoint, ...mfa })
    return true
  }
  /** Who signs is another question than what for: the connection stays. */
  const signAsOther = (arn: string) => {
    if (chosen) setChosenKey(optionKey(chosen))
    setSignAs(arn)
  }
  /** Enter is not armed where the login is expected to be refused; where a code opens it, it goes there. */
  const enter = () => {
    if (!chosen) return false
    if (!isHopeless(chosen.verdict)) return issue()
    if (chosen.otherSigner) {
      signAsOther(chosen.otherSigner.arn)
      return true
    }
    if (!chosen.needsMfa || !codeField.current) return false
    codeField.current.focus()
    return true
  }
  const onKey = (key: string): boolean => {
    if (/^[1-9]$/.test(key)) return pick(Number(key) - 1)
    if (key === 'ArrowDown') return move(1)
    if (key === 'ArrowUp') return move(-1)
    return key === 'Enter' ? enter() : false
  }
  useSingleKeys(props.singleKeys, onKey)
  const partial = connections.hidden > 0 || props.find !== ''
  const isAnswered = signAs === props.connections.signAs
  const isChosen = chosenKey !== null || query !== ''
  useAddress(
    isChosen || !isAnswered
      ? routes.tokens(account, {
          ...addressOf(chosen),
          endpoint: endpoint === MAIN_ENDPOINT ? null : endpoint,
          as: signAs,
          q: partial ? query : '',
        })
      : null,
    isAnswered,
  )
  useServerSearch(partial ? query : null, props.find, signAs)
  useFailedReason(props.failure, reasonField)

  return (
    <div className="flex min-h-0 flex-1 max-md:flex-col">
      <section
        aria-label="Targets and database users"
        className={classNames('flex min-w-0 flex-1 flex-col', onPhonePanel && 'max-md:hidden')}
      >
        <PickSearch
          query={query}
          shown={view.matches}
          total={Math.max(connections.total, view.matches)}
          usable={connections.usable}
          known={connections.typed === null}
          unread={connections.unread}
          activeId={chosen ? `option-${optionKey(chosen)}` : null}
          onQuery={setQuery}
          onMove={move}
          onIssue={enter}
          onDigit={key => query === '' && onKey(key)}
          onLeave={() => router.back()}
        />
        <PickList
          view={view}
          chosen={chosen}
          query={query}
          reading={connections}
          hidden={connections.hidden + view.cut}
          live={props.live}
          now={props.now}
          onSigner={signAsOther}
          onPick={option => {
            setChosenKey(optionKey(option))
            if (option.otherSigner) setSignAs(option.otherSigner.arn)
            setOnPhonePanel(true)
            props.onPick()
          }}
        />
        <PickKeys count={Math.min(9, view.flat.length)} />
      </section>
      <PickPanel
        option={chosen}
        endpoint={endpoint}
        connections={connections}
        className={classNames(!onPhonePanel && 'max-md:hidden')}
        reason={reason}
        reasonField={reasonField}
        codeField={codeField}
        mayMint={mayMint}
        pending={pending}
        failure={props.failure}
        onReason={setReason}
        onEndpoint={id => chosen && setEndpoints(before => ({ ...before, [chosen.resourceId]: id }))}
        onIssue={issue}
        onBack={() => setOnPhonePanel(false)}
        onSigner={signAsOther}
      />
    </div>
  )
}

function addressOf(option: { region: string; resourceId: string; databaseUser: string } | null) {
  return option ? { region: option.region, resourceId: option.resourceId, user: option.databaseUser } : {}
}

/** What is shown stands in the address; the server is asked for it only where it has answered for another signer. */
function useAddress(href: Route | null, isAnswered: boolean) {
  const router = useRouter()
  // With the drawing itself: written later, it would call off what a person has asked for meanwhile.
  useLayoutEffect(() => {
    if (!href) return
    if (isAnswered) window.history.replaceState(null, '', href)
    else router.replace(href, { scroll: false })
  }, [href, isAnswered, router])
}

const PAUSE_MS = 200

/** Where the account has more than the page holds, the server looks too. `query` null: it holds everything. */
function useServerSearch(query: string | null, found: string, signAs: string) {
  const router = useRouter()
  const account = useAccount()
  useEffect(() => {
    if (query === null || query === found) return
    const timer = setTimeout(
      () => router.replace(routes.tokens(account, { as: signAs, q: query }), { scroll: false }),
      PAUSE_MS,
    )
    return () => clearTimeout(timer)
  }, [query, found, signAs, account, router])
}

function useFailedReason(failure: TokenFailure | null, field: { current: HTMLInputElement | null }) {
  useEffect(() => {
    if (failure?.fields.reason) field.current?.focus()
  }, [failure, field])
}
