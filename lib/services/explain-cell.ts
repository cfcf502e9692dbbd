import 'server-only'
import { compileAccess } from '@/lib/access/compile-access'
import { type Explanation, explainCell as explain } from '@/lib/access/explain'
import { findTarget } from '@/lib/access/find-target'
import { assertCan, type Operator } from '@/lib/operator/operator'
import { loadInventory } from '@/lib/services/load-inventory'

export interface CellQuestion {
  region: string
  resourceId: string
  principalArn: string
  /** A user name, or the name of a pattern column. */
  databaseUser: string
}

export async function explainCell(operator: Operator, question: CellQuestion): Promise<Explanation> {
  assertCan(operator, 'read')
  const inventory = await loadInventory()
  const target = findTarget(inventory, question)
  return explain(compileAccess(inventory), target, question.principalArn, question.databaseUser)
}
