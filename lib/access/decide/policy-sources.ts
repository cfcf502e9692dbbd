import { memoizePerReading } from './memoize-per-access'

/** Every policy of the reading by its id. */
export const policySources = memoizePerReading(
  'policy sources',
  ({ inventory }) => new Map(inventory.policies.map(policy => [policy.id, policy])),
)
