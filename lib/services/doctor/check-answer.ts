import 'server-only'
import type { CauseId, CheckState } from '@/lib/connect/doctor/cause'
import type { Circumstances } from '@/lib/connect/doctor/circumstances'
import type { routes } from '@/lib/routes'

type Address = ReturnType<typeof routes.settings>

/** Each is asked by itself, so that its row resolves alone. */
export const LIVE_CHECKS = [
  'databaseUser',
  'policy',
  'organization',
  'signer',
  'switch',
  'endpoint',
  'secondHop',
  'load',
] as const
export type LiveCheck = (typeof LIVE_CHECKS)[number]

/** The way out: a page that plans it, words for whoever may, something to copy, or a question back. Nothing is written from here. */
export type CheckFix =
  | { kind: 'plan'; label: string; href: Address }
  | { kind: 'ask'; label: string; text: string }
  | { kind: 'copy'; label: string; text: string }
  /** Its field is on the page. */
  | { kind: 'saySigner'; label: string }

export interface CheckFinding {
  state: CheckState
  /** What it is that failed, or cannot be told; null where all is well. */
  cause: CauseId | null
  title: string
  /** What was looked at, and what was seen; of `cannotTell`: what would tell. */
  evidence: string
  fix: CheckFix | null
  /** What is now known, for ranking what the text says. */
  known: Partial<Circumstances>
  /** Read off what AWS said before, rather than asked now. */
  evaluated: boolean
  /** For the line below the list. */
  note: { text: string; fix: CheckFix | null } | null
  /** A database user that works for whoever was signing in. */
  instead: string | null
}

export interface CheckAnswer extends CheckFinding {
  check: LiveCheck
  tookMs: number
  /** ISO */
  checkedAt: string
}

type Said = Pick<CheckFinding, 'title' | 'evidence'> & Partial<CheckFinding>

const NOTHING_MORE = {
  cause: null,
  fix: null,
  known: {},
  evaluated: false,
  note: null,
  instead: null,
}

export const ok = (said: Said): CheckFinding => ({ ...NOTHING_MORE, ...said, state: 'ok' })
export const failed = (said: Said & { cause: CauseId }): CheckFinding => ({
  ...NOTHING_MORE,
  ...said,
  state: 'failed',
})
export const cannotTell = (said: Said): CheckFinding => ({ ...NOTHING_MORE, ...said, state: 'cannotTell' })
