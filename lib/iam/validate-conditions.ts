import { operatorNamed } from './conditions/operators'
import { prepareCondition } from './conditions/prepare-condition'
import type { Complain, Statement } from './document'

export function validateConditions(
  { condition }: Statement,
  path: string,
  variables: boolean,
  complain: Complain,
): void {
  const seen = new Set<string>()
  const invalid = new Set<string>()
  for (const source of condition ?? []) {
    const { operator, key, line } = source
    const where = `${path}.Condition.${operator}`
    const named = operatorNamed(operator)
    if (named === null) {
      if (!invalid.has(operator)) complain(where, `Invalid Condition type : ${operator}.`, line)
      invalid.add(operator)
      continue
    }
    if (named.spelling !== operator) {
      complain(where, `The documentation spells this operator ${named.spelling}.`, line, 'warning')
    }
    // IAM stores such a key; Access Analyzer reports it ("Invalid condition key format"). No request carries it.
    if (!key.includes(':')) {
      complain(
        `${where}.${key}`,
        `A condition key has a vendor, as in aws:username; "${key}" has none, so no request carries it.`,
        line,
        'warning',
      )
    }
    const name = `${named.spelling} ${key.toLowerCase()}`
    if (seen.has(name)) {
      complain(
        `${where}.${key}`,
        `The key "${key}" is given twice under one operator; case makes no difference.`,
        line,
      )
    }
    seen.add(name)
    const prepared = prepareCondition(source, variables)
    if (typeof prepared === 'string') complain(`${where}.${key}`, prepared, line, 'warning')
  }
}
