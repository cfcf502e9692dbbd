import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { resolvedFor } from '@/lib/access/decide/named-users'
import { policySources } from '@/lib/access/decide/policy-sources'
import { type EntryReading, readEntry } from '@/lib/access/entries/entry-mistakes'
import { isMisspelledAction } from '@/lib/access/entries/misspelled-action'
import type { MistakeKind } from '@/lib/access/entries/mistake'
import { mistakeInWords } from '@/lib/access/entries/mistake-words'
import { connectArn } from '@/lib/access/model/target'
import { matchesWildcard, parseDocument, type Statement } from '@/lib/iam/index'
import type { Verbal } from './explain-words'

/** What was written in place of what; the same words as the rules of `lib/findings` where they know it. */
export type NearMissKind = MistakeKind | 'behindProxy'

export interface NearMiss {
  kind: NearMissKind
  policyId: string
  text: string
}

interface Entry {
  statement: Statement
  pattern: string
  /** `statement 1 of orders-access` */
  where: string
}

type Found = Omit<NearMiss, 'policyId'>

/** A statement of this principal that was probably meant to allow the cell, and why it does not. */
export function nearMiss(access: CompiledAccess, cell: Verbal): NearMiss | null {
  for (const { policyId } of cell.principal.policies.identity) {
    const policy = policySources(access).get(policyId)
    if (!policy || !/rds/i.test(policy.text)) continue
    for (const statement of parseDocument(policy.text).document?.statements ?? []) {
      if (statement.effect !== 'Allow' || !statement.resource || statement.resource.not) continue
      const where = `statement ${statement.index + 1} of ${policy.name}`
      for (const pattern of statement.resource.patterns) {
        const found = missOf(access, { statement, pattern, where }, cell)
        if (found) return { ...found, policyId }
      }
    }
  }
  return null
}

function missOf(access: CompiledAccess, entry: Entry, cell: Verbal): Found | null {
  const { statement, pattern, where } = entry
  const exact = connectArn(cell.target, cell.column.representativeName)
  if (matchesWildcard(pattern, exact)) {
    const written = statement.action?.patterns.find(isMisspelledAction)
    return written ? { kind: 'service', text: `Put rds-db:connect where ${where} has ${written}.` } : null
  }
  const reading = readEntry(access, pattern, cell.target)
  return repaired(reading, entry, cell) ?? otherCapitals(entry, cell) ?? behindProxy(entry, cell)
}

/** The entry would allow the cell if all that is wrong in it were put right. */
function repaired(reading: EntryReading, { where }: Entry, cell: Verbal): Found | null {
  const { mistakes, corrected, target } = reading
  const [first] = mistakes
  if (!first) return null
  const { principal, column } = cell
  const exact = connectArn(cell.target, column.representativeName)
  if (corrected === null) return withoutUser(reading, where, cell)
  const reached = [corrected, ...resolvedFor(corrected, principal)].some(each => matchesWildcard(each, exact))
  if (!reached) return null
  if (first.kind === 'capitals') return spelledOtherwise(column.name, where)
  const words = mistakes.map(mistake => mistakeInWords(mistake, target))
  const [head, ...others] = words.map(({ says, instead }) => `${instead} where ${where} has ${says}`)
  const more = others.map(text => text.replace(`${where} has`, 'it has'))
  return { kind: first.kind, text: `Put ${[head, ...more].join(', and ')}.` }
}

/** It means this target, and names no database user at all. */
function withoutUser({ mistakes, target, user }: EntryReading, where: string, cell: Verbal): Found | null {
  const [first] = mistakes
  if (!first || user || target?.resourceId !== cell.target.resourceId || cell.column.kind === 'anyOther')
    return null
  const { kind } = first
  return {
    kind,
    text: `Name the database user in ${where}: ${connectArn(cell.target, cell.column.name)}.`,
  }
}

function otherCapitals({ pattern, where }: Entry, { target, column, principal }: Verbal): Found | null {
  const exact = connectArn(target, column.representativeName)
  const head = exact.length - column.representativeName.length
  const alike = [pattern, ...resolvedFor(pattern, principal)].find(
    text => text.slice(0, head) === exact.slice(0, head) && text.toLowerCase() === exact.toLowerCase(),
  )
  if (!alike) return null
  const written = alike === pattern ? '' : ` as ${alike.slice(head)}, by a variable`
  return spelledOtherwise(column.name, `${where}${written}`)
}

const spelledOtherwise = (name: string, where: string): Found => ({
  kind: 'capitals',
  text: `${name} is spelled with other capitals in ${where}; case matters.`,
})

/** The database user is granted on what stands behind the proxy. */
function behindProxy({ pattern, where }: Entry, { target, column }: Verbal): Found | null {
  const behind = target.proxy?.targets.find(
    ({ resourceId }) =>
      resourceId &&
      matchesWildcard(pattern, connectArn({ ...target, resourceId }, column.representativeName)),
  )
  if (!behind) return null
  return {
    kind: 'behindProxy',
    text: `Put ${target.resourceId} where ${where} has ${behind.name} behind the proxy.`,
  }
}
