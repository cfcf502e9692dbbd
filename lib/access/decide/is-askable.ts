import type { MatrixColumn } from './matrix-column'

/** IAM API Reference, ResourceNameType: 2,048 letters of an ARN, some hundred of them before the name. */
const LONGEST_NAME = 1_900

/**
 * AWS can be asked of one name, not of a pattern; a name with a wildcard's letter would be taken for one. A name longer than
 * AWS takes, which no engine has but a policy may hold, would have the whole question refused.
 */
export function isAskable({ kind, name }: Pick<MatrixColumn, 'kind' | 'name'>): boolean {
  return (kind === 'user' || kind === 'missing') && !/[*?]/.test(name) && name.length <= LONGEST_NAME
}
