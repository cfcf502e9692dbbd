import type { Caveat } from '@/lib/access/model/caveat'
import type { IamAuthState } from '@/lib/access/model/target'
import type { InterruptedChange } from '@/lib/services/changes/interrupted-changes'

/** What the frame around every page shows. */
export interface ShellSession {
  account: { id: string; alias: string | null } | null
  mode: 'read only' | 'tokens' | 'can change'
  operatorName: string
  /** What is said of a demo's account, line by line; null: it is no demo. */
  demo: string[] | null
  mayMint: boolean
  mayGrant: boolean
  mayModify: boolean
  counts: { targets: number; principals: number | null; findings: number | null } | null
  /** What the number of targets leaves out; null: nothing. */
  unread: string | null
  /** The same of the findings. */
  findingsUnread: string | null
  /** ISO: when the reading shown was begun; null before the first. */
  answer: string | null
  caveats: Caveat[]
  interrupted: InterruptedChange[]
  /** One was interrupted a moment ago: whether it is half done is known soon. */
  settling: boolean
}

export interface RecentTarget {
  accountId: string
  region: string
  resourceId: string
  name: string
  state: IamAuthState
}

/** The person's right in words. */
export function rightInWords(mode: ShellSession['mode']): string {
  if (mode === 'can change') return 'Operator · can change'
  return mode === 'tokens' ? 'On-call · tokens only' : 'Reviewer · read only'
}
