import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { editDocument } from '@/lib/grants/edit-document'
import { attachmentsOf } from '@/lib/iam/index'
import { policyById } from './attached-policies'
import type { DocumentChange } from './document-effect'

/** What stays of a document that has no other statement. */
const NOTHING = '{ "Version": "2012-10-17", "Statement": [] }'

/** The policy as it would read, with everybody over whom it stands: holders, bounded, under its SCPs. */
export function withoutStatement(
  access: CompiledAccess,
  policyId: string,
  statement: number,
): DocumentChange | null {
  const policy = policyById(access, policyId)
  const text = policy && editDocument(policy.source.text, [{ kind: 'removeStatement', statement }])
  if (!policy || text === null) return null
  const holders = access.inventory.principals.flatMap(({ policies }, index) =>
    attachmentsOf(policies).some(item => item.policyId === policyId) ? [index] : [],
  )
  return { policy: { ...policy, holders, bounds: [] }, after: text === 'empty' ? NOTHING : text }
}
