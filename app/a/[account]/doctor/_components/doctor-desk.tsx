'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useLayoutEffect, useMemo, useOptimistic, useRef, useState, useTransition } from 'react'
import { announce } from '@/components/ui/announce'
import { useAccount } from '@/components/use-account'
import { rankCauses } from '@/lib/connect/doctor/rank-causes'
import { routes } from '@/lib/routes'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { DoctorQuery } from '../search-params'
import { CauseList } from './cause-list'
import { circumstancesOf } from './circumstances-of'
import { type DoctorFacts, DoctorFields } from './doctor-fields'
import { DoctorOnPaper } from './doctor-on-paper'
import { checksFor, countsInWords, resultsOf, rowsOf, type WaysOut } from './doctor-row'
import { DoctorVerdict } from './doctor-verdict'
import { LogNote } from './log-note'
import { targetIn, wantedBy } from './read-text'
import { SymptomField, TEXT_ID } from './symptom-field'
import { tokenFindings } from './token-findings'
import { useChecks } from './use-checks'
import { useSymptoms } from './use-symptoms'

interface DoctorDeskProps {
  doctor: DoctorFacts
  query: DoctorQuery
}

/** The text lives in this component's state and nowhere else: names alone reach the address and the server. */
export function DoctorDesk({ doctor, query: answered }: DoctorDeskProps) {
  const account = useAccount()
  const router = useRouter()
  const [leading, lead] = useTransition()
  // What was chosen shows at once, before the server has answered.
  const [query, setQuery] = useOptimistic(answered)
  const [round, setRound] = useState(0)
  const { text, setText, recognised } = useSymptoms()
  const { answers, run, stop } = useChecks()

  const target = targetIn(doctor.targets, query)
  // Who is named by nobody is taken for no one: a cause would accuse a stranger.
  const signer = doctor.chosen
  const callerArn = recognised?.symptoms.callerArn ?? null
  const go = (wanted: DoctorQuery) =>
    lead(() => {
      setQuery(wanted)
      router.replace(routes.doctor(account, { ...wanted }), { scroll: false })
    })

  // What the text names fills the fields; the page then knows what may stand in the others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a field that is chosen afterwards is not set back by the same text
  useEffect(() => {
    const wanted = recognised && wantedBy(recognised.symptoms, doctor.targets, query)
    if (wanted) go(wanted)
  }, [recognised])

  // A text without a host: where its user is known on one target alone, that is the one. Once for each text: it can be undone.
  const led = useRef<typeof recognised>(null)
  useEffect(() => {
    const { onlyTarget } = doctor
    if (!recognised || led.current === recognised || !onlyTarget || query.resourceId !== null) return
    if (recognised.symptoms.hosts.length > 0) return
    led.current = recognised
    go({ ...query, ...onlyTarget })
  })

  const region = target?.region ?? null
  const resourceId = target?.resourceId ?? null
  const proxied = target?.kind === 'proxy'
  const principalArn = signer?.arn ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text, and "Check again", ask the same once more
  useEffect(() => {
    if (leading) return
    if (region === null || resourceId === null) return stop()
    const question = {
      region,
      resourceId,
      databaseUser: query.user,
      principalArn,
      callerArn,
    }
    run(question, checksFor(proxied))
  }, [leading, region, resourceId, query.user, principalArn, callerArn, recognised, round, run, stop])

  const ranked = useMemo(() => {
    if (!recognised) return []
    return rankCauses(
      recognised.symptoms,
      circumstancesOf(target, query.user, signer, answers),
      resultsOf(answers),
    )
  }, [recognised, target, query.user, signer, answers])
  const ways = waysOut(account, target, query.user, doctor.mayMint)
  const token =
    recognised || target
      ? tokenFindings(recognised?.token ?? null, {
          target,
          databaseUser: query.user,
          now: doctor.now,
          newToken: ways.issueToken,
        })
      : []
  const rows = rowsOf(ranked, answers, token, ways)
  const done = rows.length > 0 && rows.every(({ state }) => state !== 'pending')
  const counts = countsInWords(rows)
  useEffect(() => {
    if (done) announce(`Checked: ${counts}`)
  }, [done, counts])

  const clear = () => setText('')
  const again = () => setRound(before => before + 1)
  useCheckKey(again)
  return (
    <div className="grid content-start gap-4 px-5 pt-4 pb-8 max-md:px-4">
      <DoctorOnPaper
        text={text}
        recognised={recognised}
        target={target?.name ?? null}
        user={query.user}
        signer={signer?.label ?? null}
      />
      <div data-print="hide" className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_300px] max-lg:gap-3">
        <SymptomField
          text={text}
          recognised={recognised}
          busy={leading}
          onText={setText}
          onClear={clear}
          onCheck={again}
          mayCheck={target !== null}
        />
        <DoctorFields
          doctor={doctor}
          query={query}
          target={target}
          signer={signer}
          symptoms={recognised?.symptoms ?? null}
          onChoose={go}
        />
      </div>
      <DoctorVerdict
        rows={rows}
        ranked={ranked}
        answers={answers}
        recognised={recognised}
        target={target}
        signer={signer}
        mayMint={doctor.mayMint}
        onPasteToken={focusText}
      />
      {rows.length > 0 ? (
        <CauseList rows={rows} counts={counts} live={target !== null} onPasteToken={focusText} />
      ) : null}
      <LogNote answers={answers} />
    </div>
  )
}

function waysOut(
  account: string,
  target: DoctorTarget | null,
  user: string | null,
  mayMint: boolean,
): WaysOut {
  if (!target) return { issueToken: null, recipe: null }
  const { region, resourceId } = target
  const place = { accountId: account, region, resourceId }
  const issue = routes.tokens(account, { region, resourceId, user })
  return {
    issueToken: mayMint ? { kind: 'plan', label: 'Issue a new token', href: issue } : null,
    recipe: { kind: 'plan', label: 'Commands that work', href: routes.targetConnect(place) },
  }
}

function focusText() {
  document.getElementById(TEXT_ID)?.focus()
  announce('Paste the token into the text field')
}

/** ⌘↵ and Ctrl ↵, wherever the focus is. */
function useCheckKey(check: () => void) {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.defaultPrevented) return
      event.preventDefault()
      check()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
