import { environmentOf, type Target } from './target'

/** By its `env` tag: a token for it needs a reason. */
export function isProduction(target: Pick<Target, 'tags'>): boolean {
  return /^(prod|production|prd|live)$/.test(environmentOf(target) ?? '')
}

/** Everything, and of production alone. */
export interface Scoped<Value> {
  all: Value
  production: Value
}
