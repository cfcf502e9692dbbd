import { connectArn, type Target } from '@/lib/access/model/target'
import { attachmentsOf, matchesWildcard } from '@/lib/iam/index'
import type { CompiledAccess } from './compile-access'
import type { MatrixColumn } from './matrix-column'
import { isOddName, patternsFor } from './named-users'
import { hasVariable, isUniversal, userPatterns } from './user-pattern'

/**
 * Says which columns of a target a principal's policies cannot tell apart: equal texts, equal evaluation.
 * Most policies name a handful of users, so a row of 200 cells comes to two or three questions.
 */
export function equivalentColumns(access: CompiledAccess, target: Target, columns: readonly MatrixColumn[]) {
  const prefix = connectArn(target, '')
  const marks = new Map<string, string[]>()
  // The engine matches whole texts: what a star before the id makes of such a name, the user's part alone does not tell.
  const odd = columns.map(({ representativeName }) =>
    isOddName(representativeName) ? `${representativeName}|` : '',
  )
  for (const { pattern, policyId } of patternsFor(access, target)) {
    const rests = userPatterns(pattern, prefix)
    if (rests.length === 0 || rests.some(isUniversal)) continue
    const personal = rests.some(hasVariable)
    const own = marks.get(policyId) ?? columns.map(() => '')
    columns.forEach((column, at) => {
      const bit = personal
        ? `${column.representativeName}/`
        : rests.some(rest => matchesWildcard(rest, column.representativeName))
          ? '1'
          : '0'
      own[at] += bit
    })
    marks.set(policyId, own)
  }
  return (principal: number, column: number): string => {
    const policies = access.inventory.principals[principal]?.policies
    if (!policies || marks.size === 0) return odd[column] ?? ''
    let key = odd[column] ?? ''
    for (const { policyId } of attachmentsOf(policies)) key += `${marks.get(policyId)?.[column] ?? ''}|`
    return key
  }
}
