import { environmentOf, type Target } from './target'

/**
 * By its `env` tag: a token for it needs a reason, and to turn it off its name. One whose tags were not read counts as
 * production, since it may be.
 */
export function isProduction(target: Pick<Target, 'tags'>): boolean {
  return target.tags === null || /^(prod|(prd|live)(?![a-z]))/.test(environmentOf(target) ?? '')
}

/** Why a reason or a name is asked for, in words to follow the target's name. */
export function productionInWords({ tags }: Pick<Target, 'tags'>): string {
  return tags === null ? 'counts as production, because its tags were not read' : 'is production'
}

/** Everything, and of production alone. */
export interface Scoped<Value> {
  all: Value
  production: Value
}
