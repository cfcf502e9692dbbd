import { perReading } from './per-access'

/** Every policy of the reading by its id. */
export const policySources = perReading(
  'policy sources',
  ({ inventory }) => new Map(inventory.policies.map(policy => [policy.id, policy])),
)
