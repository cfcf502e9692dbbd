import { formatMoment } from '@/lib/format'
import type { OrganizationRefusal } from './organization-overlay'

export const SIMULATOR = "AWS's policy simulator"

/** The moment of an answer, with its day where that is another one than `asOf`: an answer may be kept for long. */
export function refusedWords({ askedAt }: OrganizationRefusal, asOf: string): string {
  return `by the organisation, as ${SIMULATOR} said at ${formatMoment(askedAt, asOf)}`
}
