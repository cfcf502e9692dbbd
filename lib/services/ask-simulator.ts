import 'server-only'
import { columnFor } from '@/lib/access/columns'
import { compareAnswers, type SimulatorAnswer } from '@/lib/access/compare-answers'
import type { CompiledAccess } from '@/lib/access/compile-access'
import { findPrincipal } from '@/lib/access/principal-index'
import { connectArn, type Target } from '@/lib/access/target'
import { simulateConnect } from '@/lib/aws/simulate'

/** One cell, asked of AWS's own policy simulator, beside our answer from the same reading. */
export async function askSimulator(
  access: CompiledAccess,
  target: Target,
  { principalArn, databaseUser }: { principalArn: string; databaseUser: string },
): Promise<SimulatorAnswer> {
  const { index } = findPrincipal(access, principalArn)
  const resource = connectArn(target, columnFor(access, target, databaseUser).witness)
  const aws = await simulateConnect(principalArn, resource)
  return compareAnswers(access.compiled.explain(index, resource), aws)
}
