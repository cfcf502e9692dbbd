import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { targetsOf } from '@/lib/access/decide/targets-of'
import { conditionsInWords } from '@/lib/access/explain/condition-words'
import { buildFinding } from './build-finding'
import { boundaryDenies, byPolicy, type PolicyStatement, statementSteps } from './connect-statements'
import { documentFix, type WorkedFix } from './document-fix'
import { policyEvidence, policySubject } from './evidence'
import type { Fact, FindingContext, FindingRule, Search } from './finding'
import { findingTargets } from './finding-targets'
import type { Steps } from './steps'

export interface ConditionWords {
  sentence(names: { policy: string; keys: string }, group: PolicyStatement[]): string
  fixes(context: FindingContext, group: PolicyStatement[]): Steps<(WorkedFix | null)[]>
}

const spelledSteps = function* (access: CompiledAccess): Steps<PolicyStatement[]> {
  return [...(yield* statementSteps(access)), ...boundaryDenies(access)]
}

/** One finding for each policy with conditional statements that `picks` accepts. */
export function conditionRule(
  about: Omit<FindingRule, 'find'>,
  picks: (statement: PolicyStatement['statement'], keys: string[]) => boolean,
  words: ConditionWords,
  asked: (access: CompiledAccess) => Steps<PolicyStatement[]> = spelledSteps,
): FindingRule {
  function* find(context: FindingContext): Search {
    const { access } = context
    const conditional = (yield* asked(access)).filter(({ statement }) => {
      const keys = keysOf(statement)
      return keys.length > 0 && picks(statement, keys)
    })
    for (const group of byPolicy(conditional)) {
      const [first] = group
      if (!first) continue
      const { policy } = first
      const keys = [...new Set(group.flatMap(({ statement }) => keysOf(statement)))]
      yield buildFinding(about, {
        key: policy.source.id,
        sentence: words.sentence({ policy: policy.source.name, keys: keys.join(', ') }, group),
        subject: policySubject(policy),
        targets: findingTargets(group.flatMap(item => targetsIn(context, item))),
        evidence: policyEvidence(
          access,
          policy,
          group.map(({ statement }) => ({
            statement: statement.index,
            lines: (statement.condition ?? []).map(({ line }) => line),
          })),
          group.flatMap(factsOf),
        ),
        fixes: yield* words.fixes(context, group),
      })
    }
  }
  return { ...about, find }
}

const keysOf = ({ condition }: PolicyStatement['statement']) => (condition ?? []).map(({ key }) => key)

function targetsIn({ access }: FindingContext, { statement: { resource } }: PolicyStatement) {
  if (resource?.not) return access.inventory.targets
  return (resource?.patterns ?? []).flatMap(pattern => targetsOf(access, pattern))
}

function factsOf({ statement: { condition, effect, sid, index } }: PolicyStatement): Fact[] {
  const tests = (condition ?? []).map(({ key, operator, values }) => ({
    test: { key, operator, values, negated: /not/i.test(operator), effect: effect ?? ('Allow' as const) },
  }))
  const words = conditionsInWords(tests.length > 0 ? { all: tests } : null)
  return [{ label: sid ?? `Statement ${index + 1}`, value: words.map(({ text }) => text).join(' ') }]
}

export function* withoutCondition(
  { access }: FindingContext,
  group: PolicyStatement[],
  label: string,
): Steps<WorkedFix | null> {
  const [first] = group
  if (!first) return null
  return yield* documentFix(access, first.policy, {
    id: 'unconditional',
    label,
    edits: group.map(({ statement }) => ({
      kind: 'removeMember',
      statement: statement.index,
      member: 'Condition',
    })),
  })
}

export function* withoutStatements(
  { access }: FindingContext,
  group: PolicyStatement[],
): Steps<WorkedFix | null> {
  const [first] = group
  if (!first) return null
  return yield* documentFix(access, first.policy, {
    id: 'remove',
    label: group.length === 1 ? 'Delete the statement' : 'Delete the statements',
    edits: group.map(({ statement }) => ({ kind: 'removeStatement', statement: statement.index })),
  })
}
