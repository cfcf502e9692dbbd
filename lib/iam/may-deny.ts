import { relevantPolicy } from './policy-cache'
import type { Layer } from './policy-snapshot'

/** Whether any statement of the layer could deny the action, on whatever resource. */
export function mayDeny({ policies, unread }: Layer, lowerAction: string): boolean {
  return (
    unread !== undefined ||
    policies.some(({ source }) => relevantPolicy(source, lowerAction).statements.some(one => one.mayDeny))
  )
}
