import 'server-only'
import type { Inventory } from '@/lib/access/model/inventory'
import type { Finding } from '@/lib/findings/finding'
import { displayText } from '@/lib/iam/index'
import { log } from '@/lib/log/log'
import { loadLastWrite, type PolicyWrite } from '@/lib/records/policy-writes'

/** `eng-orders-access`, or `role/eng-search` for an inline policy: as the steps of a plan name it. */
function subjectOf(policyId: string): string {
  const [arn = '', inline] = policyId.split('#')
  const path = arn.split(':').slice(5).join(':').split('/')
  const name = path.at(-1) ?? ''
  return inline === undefined ? name : `${path[0]}/${name}`
}

/** Who saved the document that a finding is about, where Activity knows; null: nobody through Gatehouse. */
export async function lastWriteOf(
  { accountId, policies }: Inventory,
  { evidence }: Finding,
): Promise<PolicyWrite | null> {
  const source = evidence.kind === 'policy' ? policies.find(({ id }) => id === evidence.policyId) : undefined
  if (!source) return null
  const documents = [...new Set([source.text, displayText(source.text)])]
  try {
    return await loadLastWrite({ accountId, subject: subjectOf(source.id), documents })
  } catch (error) {
    log.warn({ err: error }, 'who wrote a policy could not be read')
    return null
  }
}
