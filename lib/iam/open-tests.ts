import type { PreparedCondition } from './conditions/prepare-condition'
import type { ConditionTest } from './evaluation'

/** Of each open test: the keys it hangs on, and the condition it came from. */
export interface OpenTests {
  keysOf: Map<ConditionTest, string[]>
  conditionOf: Map<ConditionTest, PreparedCondition>
}
