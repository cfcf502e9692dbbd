import 'server-only'
import { findTarget } from '@/lib/access/reading/find-target'
import { AppError } from '@/lib/errors'
import { assertCan } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { withPatience } from '@/lib/services/account/with-patience'
import type { Context } from '@/lib/services/context'
import type { Asked, DoctorQuestion } from '@/lib/services/doctor/asked'
import {
  type CheckAnswer,
  type CheckFinding,
  cannotTell,
  type LiveCheck,
} from '@/lib/services/doctor/check-answer'
import { checkDatabaseUser } from '@/lib/services/doctor/check-database-user'
import { checkEndpoint } from '@/lib/services/doctor/check-endpoint'
import { checkLoad } from '@/lib/services/doctor/check-load'
import { checkOrganization, checkPolicy } from '@/lib/services/doctor/check-policy'
import { checkSecondHop } from '@/lib/services/doctor/check-second-hop'
import { checkSigner } from '@/lib/services/doctor/check-signer'
import { checkSwitch } from '@/lib/services/doctor/check-switch'

/** As the row is called before anything is known. */
const CHECKS: Record<LiveCheck, { title: string; run: (asked: Asked) => Promise<CheckFinding> }> = {
  databaseUser: { title: 'The user in the database', run: checkDatabaseUser },
  policy: { title: 'What the policies allow', run: checkPolicy },
  organization: { title: 'What the organisation denies', run: checkOrganization },
  signer: { title: 'Who really signed', run: checkSigner },
  switch: { title: 'IAM authentication', run: checkSwitch },
  endpoint: { title: 'The endpoint, and TLS', run: checkEndpoint },
  secondHop: { title: 'The proxy’s way to its database', run: checkSecondHop },
  load: { title: 'Throttling and memory', run: checkLoad },
}

const PATIENCE_MS = 10_000

/** One thing that may have stopped a sign-in, looked at now. A check that fails itself is “cannot tell”, with why. */
export async function checkConnection(
  context: Context,
  { check, ...question }: DoctorQuestion & { check: LiveCheck },
): Promise<CheckAnswer> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const target = findTarget(reading, question)
  const { databaseUser, principalArn, callerArn } = question
  const { title, run } = CHECKS[check]
  const started = performance.now()
  const asked = { context, reading, target, databaseUser, principalArn, callerArn }
  const looked = run(asked).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error
    return cannotTell({ title, evidence: error.message })
  })
  const finding = await withPatience(looked, PATIENCE_MS, () =>
    cannotTell({ title, evidence: `No answer in ${PATIENCE_MS / 1000} s.` }),
  )
  const tookMs = Math.round(performance.now() - started)
  return { ...finding, check, tookMs, checkedAt: new Date().toISOString() }
}
