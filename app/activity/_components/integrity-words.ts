import { formatCount } from '@/lib/format'
import type { verifyActivity } from '@/lib/services/activity/verify-activity'

export type Verification = Awaited<ReturnType<typeof verifyActivity>>

const entries = (count: number) => formatCount(count, 'entry', 'entries')

/** What was compared with what, a line each. */
export function checkedWords({
  entries: count,
  unsealed,
  unchecked,
  keyId,
  anchorId,
}: Pick<Verification, 'entries' | 'unsealed' | 'unchecked' | 'keyId' | 'anchorId'>): string[] {
  const sealed = count - unsealed - unchecked
  return [
    'Every entry says what was written, and continues the one before it. An event of several parts, or one whose outcome came later, is several entries.',
    sealed > 0 &&
      `${entries(sealed)} sealed with key ${keyId}, which is not in the database: each seal fits.`,
    unsealed > 0 &&
      `${entries(unsealed)} from before sealing: covered by the first sealed one after them, from then on.`,
    unchecked > 0 &&
      `${entries(unchecked)} sealed with a key this server does not hold: whether somebody replaced them is not checked. Give all servers the same GATEHOUSE_AUDIT_KEY.`,
    anchorId === null
      ? 'This server has not noted a head yet, so it could not see that the end was cut.'
      : `Entry ${anchorId} is still the one that this server noted in its data folder, so the end was not cut before it.`,
  ].filter(line => line !== false)
}

/** What no check here can find. */
export const UNSEEN = [
  'What was never written: changes made past Gatehouse.',
  'Changes by somebody who holds the database, the key and the data folder of this server. A head kept where they cannot reach shows those: export it now and then, or collect the lines of the server log with auditHead, and compare with npm run verify-log.',
]
