'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { askServer } from '@/components/ask-server'
import type { PageReading } from '@/lib/actions/read-page'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { ExplainedCell } from '@/lib/services/targets/explain-cell'

export type ExplanationReading = PageReading<ExplainedCell>

const keyOf = (who: string, as: string) => `${who} ${as}`

/** Explanations of one reading of the account, each asked for once; a new reading starts afresh. */
export function useExplanation(
  target: TargetRef,
  chosen: { who: string | null; as: string | null },
  first: ExplanationReading | null,
  asOf: string,
) {
  const { accountId, region, resourceId } = target
  const { who, as } = chosen
  const known = useRef(new Map<string, Promise<ExplanationReading>>())
  const reading = useRef(asOf)
  const firstKey = useRef(first && who && as ? keyOf(who, as) : null)
  const [shown, setShown] = useState<{ key: string; reading: ExplanationReading } | null>(
    first && who && as ? { key: keyOf(who, as), reading: first } : null,
  )

  const load = useCallback(
    (principalArn: string, databaseUser: string): Promise<ExplanationReading> => {
      const key = keyOf(principalArn, databaseUser)
      const held = known.current.get(key)
      if (held) return held
      const asked = askServer<ExplainedCell>(
        routes.targetExplain({ accountId, region, resourceId }, { who: principalArn, as: databaseUser }),
      ).then(answer => {
        // Whoever chooses the cell again asks again.
        if (!answer.ok) known.current.delete(key)
        return answer
      })
      known.current.set(key, asked)
      return asked
    },
    [accountId, region, resourceId],
  )

  useEffect(() => {
    if (reading.current !== asOf) known.current.clear()
    reading.current = asOf
    if (first && firstKey.current) known.current.set(firstKey.current, Promise.resolve(first))
    firstKey.current = null
    if (!who || !as) return setShown(null)
    let live = true
    load(who, as).then(answer => {
      if (live) setShown({ key: keyOf(who, as), reading: answer })
    })
    return () => {
      live = false
    }
  }, [who, as, asOf, first, load])

  const current = who && as && shown?.key === keyOf(who, as) ? shown.reading : null
  return { reading: current ?? null, load }
}
