import { perReading } from './per-access'

/** Every policy of the reading by its id. */
export const policySources = perReading(
  ({ inventory }) => new Map(inventory.policies.map(policy => [policy.id, policy])),
)
