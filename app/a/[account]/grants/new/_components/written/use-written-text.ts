'use client'

import { useEffect, useRef, useState } from 'react'
import type { Failure } from '@/lib/actions/action-state'
import type { PageReading } from '@/lib/actions/read-page'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { type KeptText, keepText, keptText } from './written-text'

/** The text of this grant: as it was left in this tab, else as the form says it. Nothing that was typed is dropped. */
export function useWrittenText(address: string, askForm: () => Promise<PageReading<GrantPreview>>) {
  const [kept, setKept] = useState<Omit<KeptText, 'address'> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const asking = useRef(false)
  const fromForm = async (left: string | null) => {
    if (asking.current) return
    asking.current = true
    const answer = await askForm()
    asking.current = false
    if (!answer.ok) return setFailure(answer)
    const text = answer.value.documentText
    setFailure(null)
    setKept({ text, left: left === text ? null : left })
  }
  const begin = useRef(() => {
    const found = keptText()
    if (found?.address === address) setKept(found)
    else void fromForm(found?.text ?? null)
  })
  useEffect(() => begin.current(), [])
  useEffect(() => {
    if (kept) keepText({ address, ...kept })
  }, [kept, address])
  return {
    /** Null: the form's is on its way. */
    text: kept?.text ?? null,
    left: kept?.left ?? null,
    failure,
    change: (text: string) => setKept(before => ({ text, left: before?.left ?? null })),
    startAgain: () => void fromForm(kept?.text ?? null),
    takeUpLeft: () => setKept(before => before && { text: before.left ?? before.text, left: before.text }),
  }
}
