import 'server-only'
import type { Caveat } from '@/lib/access/model/caveat'
import type { AppError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { type PolicySource, parseDocument } from '@/lib/iam/index'

const WITHOUT =
  'They can still deny; the AWS policy simulator takes them into account. Settings, Organisation, says how to have them read.'

/** SCPs that were not read this time: as old ones that are still used, or not known at all. */
export function unreadScps(
  { message, answer, missingAction }: AppError,
  keptFrom: string | null,
  at: string,
): Caveat {
  const meaning =
    keptFrom === null
      ? `Organisation policies (SCPs) are not read. ${WITHOUT}`
      : `Organisation policies (SCPs) are used as of ${formatMoment(keptFrom, at)} UTC.`
  return {
    id: 'organization',
    scope: 'organization',
    subject: 'SCPs',
    message: `${meaning} ${message}`,
    answer,
    missingAction,
    at,
  }
}

export function unreadRcps({ message, answer, missingAction }: AppError, at: string): Caveat {
  return {
    id: 'organization:rcps',
    scope: 'organization',
    subject: 'RCPs',
    message: `Resource control policies are not read. They say nothing about database logins, but can stop somebody from becoming a role. ${message}`,
    answer,
    missingAction,
    at,
  }
}

/** An SCP that is no policy: cells that it could change are not evaluated. */
export function unreadableScps(policies: readonly PolicySource[], at: string): Caveat[] {
  return policies
    .filter(({ text }) => parseDocument(text).document === null)
    .map(({ name }) => ({
      id: `policy:${name}`,
      scope: 'policy',
      subject: name,
      message: `The organisation policy ${name} is not JSON, so what it says is not known. Answers that it could change are not evaluated.`,
      answer: null,
      missingAction: null,
      at,
    }))
}
