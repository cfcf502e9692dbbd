import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { MistakeKind } from '@/lib/access/entries/mistake'
import { type AttachedPolicy, ownGrants } from './attached-policies'
import { buildFinding } from './build-finding'
import { boundaryDenies, byPolicy, coversConnect, meansConnect, statementSteps } from './connect-statements'
import { byHand, documentFix, type WorkedFix } from './document-fix'
import { correctEdits, isCertain, removeEdits, removeLabel } from './entry-edits'
import { marksOf, namesOf, policyEvidence, policySubject } from './evidence'
import type { Fact, FindingContext, FindingRule, Search } from './finding'
import { findingTargets } from './finding-targets'
import { otherMistakes } from './other-mistakes'
import { entriesOf, type ReadResource, resourceSteps } from './read-resource'
import { memoizeStepsPerAccess, type Steps } from './steps'

type About = Omit<FindingRule, 'find'>

interface Words {
  /** What was written in the wrong place, as the sentence's middle: `names orders-prod by its identifier`. */
  says(resource: ReadResource): string
  /** Why that matches nothing. */
  because: string
  /** What comes of it, where it is not that nothing is granted or denied. */
  outcome?: string
  facts(resource: ReadResource): Fact[]
  fixLabel: string
  /** Without a known replacement. */
  steps: string[]
  /** Left out where another entry or rule speaks of it. */
  skips?(resource: ReadResource): boolean
}

/** Exceptions, and what a boundary denies, can be misspelled as well. */
const furtherSteps = memoizeStepsPerAccess('further dead patterns', function* (access): Steps<
  ReadResource[]
> {
  const excepting = (yield* statementSteps(access)).filter(({ statement }) => statement.resource?.not)
  const implied = ownGrants(access).flatMap(policy => impliedEntries(access, policy))
  return [...[...excepting, ...boundaryDenies(access)].flatMap(item => entriesOf(access, item)), ...implied]
})

const NAMES_LOGINS = /^arn:[^:]*:rds-db:/i

/** Every action, or all but a few, on an entry that can only be meant for logins. */
function impliedEntries(access: CompiledAccess, policy: AttachedPolicy): ReadResource[] {
  return (policy.document?.statements ?? [])
    .filter(({ resource }) => resource?.patterns.some(pattern => NAMES_LOGINS.test(pattern)))
    .filter(statement => coversConnect(statement) && !meansConnect(statement))
    .flatMap(statement => entriesOf(access, { policy, statement }))
    .filter(({ pattern }) => NAMES_LOGINS.test(pattern))
}

/** An exception of something else is no mistake. */
const ELSEWHERE: readonly MistakeKind[] = ['service', 'nothing', 'incomplete']

/** One finding for each policy with entries that can never match: what they should say, and the way without them. */
export function deadPatternRule(about: About, kinds: readonly MistakeKind[], words: Words): FindingRule {
  return {
    ...about,
    *find(context) {
      const read = yield* resourceSteps(context.access)
      const further = yield* furtherSteps(context.access)
      const dead = [...read, ...further].filter(
        resource =>
          resource.mistake &&
          kinds.includes(resource.mistake.kind) &&
          !(resource.statement.resource?.not && ELSEWHERE.includes(resource.mistake.kind)) &&
          !words.skips?.(resource),
      )
      for (const group of byPolicy(dead)) {
        // Two findings where only some can be put right: each is gone with its own fix.
        const known = group.filter(isCertain)
        yield* deadFinding(about, context, words, known)
        yield* deadFinding(
          about,
          context,
          words,
          group.filter(each => !known.includes(each)),
        )
      }
    },
  }
}

function* deadFinding(about: About, { access }: FindingContext, words: Words, group: ReadResource[]): Search {
  const [first] = group
  if (!first) return
  const { policy } = first
  const known = isCertain(first)
  const marks = marksOf(group)
  const what = namesOf([...new Set(group.map(resource => words.says(resource)))])
  const outcome = words.outcome ?? outcomeOf(group)
  yield buildFinding(about, {
    key: known ? policy.source.id : `${policy.source.id}:unknown`,
    sentence: `${policy.source.name} ${what}. ${words.because}: ${outcome}.`,
    subject: policySubject(policy),
    targets: findingTargets(group.map(({ target }) => target)),
    evidence: policyEvidence(access, policy, marks, [...words.facts(first), ...otherMistakes(group)]),
    fixes: [
      yield* correction(access, words, group, known),
      yield* documentFix(access, policy, {
        id: 'remove',
        label: removeLabel(group),
        edits: removeEdits(group),
      }),
    ],
  })
}

function* correction(
  access: CompiledAccess,
  words: Words,
  group: ReadResource[],
  known: boolean,
): Steps<WorkedFix | null> {
  const [first] = group
  if (!first) return null
  if (!known) {
    const wanted = group.flatMap(({ corrected }) => corrected ?? [])
    const steps = [
      ...wanted.map(text => `If so much is meant, write ${text}.`),
      ...(wanted.length < group.length ? words.steps : []),
    ]
    return byHand('correct', words.fixLabel, steps, wanted.length > 0)
  }
  const several = group.some(({ mistakes }) => mistakes.length > 1)
  const label = several ? `Correct the ${group.length === 1 ? 'entry' : 'entries'}` : words.fixLabel
  return yield* documentFix(access, first.policy, { id: 'correct', label, edits: correctEdits(group) })
}

function outcomeOf(group: readonly ReadResource[]): string {
  const [first] = group
  const holders = first?.policy.holders.length ?? 0
  const has = (effect: 'Allow' | 'Deny', not: boolean) =>
    group.some(({ statement }) => statement.effect === effect && (statement.resource?.not ?? false) === not)
  const looks = holders === 1 ? 'its holder looks' : `its ${holders} holders look`
  return [
    has('Allow', false) ? `${looks} granted and cannot connect` : [],
    has('Deny', false) ? 'its Deny denies nothing there' : [],
    has('Allow', true) ? 'its NotResource excepts nothing, and that is allowed too' : [],
    has('Deny', true) ? 'its NotResource excepts nothing, and that is denied too' : [],
  ]
    .flat()
    .join(', and ')
}
