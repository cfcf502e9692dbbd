import { bareName } from '@/lib/access/decide/intended-entry'
import type { Target } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import type { Mistake } from './mistake'

/** What an entry has, and what belongs there, as two halves of a sentence. */
export interface MistakeWords {
  says: string
  instead: string | null
}

const FIELDS: Partial<Record<NonNullable<Mistake['part']>, string>> = {
  partition: 'the partition',
  service: 'the service',
  region: 'the Region',
  account: 'the account',
}

/** `the name orders-prod`, `db-ORDERS`. */
export function mistakeInWords(
  { kind, written, instead, part }: Mistake,
  target: Target | null,
): MistakeWords {
  if (kind === 'name') return { says: nameInWords(written, target), instead }
  if (kind === 'member') return { says: `the member's id ${written}`, instead }
  if (kind === 'stale') return { says: `${written}, which no target has any more`, instead }
  if (kind === 'user' || kind === 'capitals')
    return { says: quoted(written), instead: instead && quoted(instead) }
  const field = part && FIELDS[part]
  return field
    ? { says: written || `no ${field.replace('the ', '')}`, instead: instead && `${field} ${instead}` }
    : { says: written, instead }
}

/** A name that begins or ends with a space would not be seen. */
const quoted = (user: string) => (/^[\w.@*?${}:-]+$/.test(user) ? user : `“${user}”`)

function nameInWords(written: string, target: Target | null): string {
  if (/^arn:/i.test(written)) return 'a whole ARN'
  if (!target) return written
  if (target.resourceId.toLowerCase() === written.toLowerCase()) return `${written} in other capitals`
  if (hostsOf(target).includes(bareName(written).toLowerCase())) return `the endpoint ${written}`
  const member = target.members.some(({ name }) => name === written)
  return member ? `the member's name ${written}` : `the name ${written}`
}
