import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { possibleTargetsOf } from '@/lib/access/decide/targets-of'
import { entryWidth, standsFor } from './entry-width'

/** What a master user is mostly called, and what AWS itself signs in as: a target made later has one of them. */
const USUAL = ['postgres', 'admin', 'root', 'rdsadmin']

/** Master users whose name a pattern of database users happens to match. */
export function masterUsers(pattern: string, access: CompiledAccess): string[] {
  const { targets, users } = entryWidth(pattern)
  if (users !== 'several') return []
  const own = possibleTargetsOf(access, pattern).flatMap(({ masterUsername }) => masterUsername ?? [])
  return [...new Set([...own, ...(targets ? USUAL : [])])].filter(name => standsFor(pattern, name))
}
