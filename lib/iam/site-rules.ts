import { testsOf } from './formula'
import type { OpenTests } from './open-tests'
import { templateKeys } from './policy-variables'
import type { PreparedStatement } from './prepare-statement'
import type { RequestContext } from './request-context'
import { RESOURCE_KEYS } from './resource-facts'
import type { Draft } from './rule'

const isSiteKey = (key: string) => RESOURCE_KEYS.has(key.toLowerCase())

/** Whether something is open in a rule that the resource's Region or account may settle. */
export function hangsOnSite({ rest, uses }: Draft, tests: OpenTests, context: RequestContext): boolean {
  if (!context.waitsForResource) return false
  const open = [rest, ...(uses ?? []).map(use => use.open)].flatMap(testsOf)
  return open.some(test => {
    const judged = tests.conditionOf.has(test) || test.operator === 'Resource'
    return judged && (tests.keysOf.get(test) ?? [test.key]).some(isSiteKey)
  })
}

/** What the parts of a statement that ask for the Region or account ask for besides, in lower case. */
export function siteKeysOf({ conditions, resource }: PreparedStatement): string[] {
  const readings = resource?.patterns.flatMap(pattern => pattern.readings) ?? []
  const parts = [
    ...conditions.map(condition => condition.keys),
    ...readings.map(reading => templateKeys(reading.template)),
  ]
  const keys = parts.filter(part => part.some(isSiteKey)).flat()
  return [...new Set(keys.map(key => key.toLowerCase()))].filter(key => !isSiteKey(key)).sort()
}
