'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'
import { useAccount } from '@/components/use-account'
import { MFA_CODE, MFA_CODE_WORDS } from '@/lib/connect/device-code'
import type { MfaWays } from '@/lib/connect/mfa-ways'
import type { MfaGiven } from './token-order'
import type { TokenFailure } from './use-issue-token'

const keyOf = (account: string) => `gatehouse.mfa-device.${account}`

/** Only which device: the code is in this component's state until it is sent, and nowhere else. */
function remembered(account: string): string {
  try {
    return localStorage.getItem(keyOf(account)) ?? ''
  } catch {
    // Storage may be blocked; then nothing is remembered.
    return ''
  }
}

function remember(account: string, device: string): void {
  try {
    localStorage.setItem(keyOf(account), device)
  } catch {
    // Storage may be blocked.
  }
}

/** A code is taken once: a failure empties the field for the next. */
export function useMfaCode(
  ways: MfaWays | null,
  codeField: RefObject<HTMLInputElement | null>,
  failure: TokenFailure | null,
) {
  const account = useAccount()
  const [chosen, setDevice] = useState<string | null>(null)
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState<{ device?: string; code?: string }>({})
  const deviceField = useRef<HTMLInputElement>(null)
  const stored = useRef<string | null>(null)
  if (ways?.takesCode) stored.current ??= remembered(account)
  const known = ways?.devices ?? []
  const device =
    chosen ?? (known.includes(stored.current ?? '') ? stored.current : known[0]) ?? stored.current ?? ''
  useEffect(() => {
    if (!failure) return
    setCode('')
    if (failure.fields.tokenCode) codeField.current?.focus()
  }, [failure, codeField])

  /** Null: something is missing, and its field has the focus now. */
  const given = (): MfaGiven | null => {
    const serialNumber = device.trim()
    const found = {
      ...(serialNumber ? {} : { device: 'Which device shows the code?' }),
      ...(MFA_CODE.test(code) ? {} : { code: MFA_CODE_WORDS }),
    }
    setMissing(found)
    if (found.device) deviceField.current?.focus()
    else if (found.code) codeField.current?.focus()
    if (found.device || found.code) return null
    remember(account, serialNumber)
    return { serialNumber, tokenCode: code }
  }
  return {
    device,
    setDevice,
    code,
    setCode,
    given,
    codeField,
    deviceField,
    codeError: missing.code ?? failure?.fields.tokenCode,
    deviceError: missing.device ?? failure?.fields.serialNumber,
  }
}

export type MfaCodeState = ReturnType<typeof useMfaCode>
