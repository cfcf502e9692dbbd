import type { DocumentEdit } from '@/lib/grants/edit-document'
import { buildFinding } from './build-finding'
import { byPolicy } from './connect-statements'
import { byHand, documentFix } from './document-fix'
import { namesOf, policyEvidence, policySubject } from './evidence'
import type { Fact, FindingContext, FindingRule, Search } from './finding'
import { type ReadResource, resourceSteps } from './read-resource'
import type { MistakeKind } from './resource-mistake'
import { findingTargets } from './target-index'

type About = Omit<FindingRule, 'find'>

interface Words {
  /** What was written in the wrong place, as the sentence's middle: `names orders-prod by its identifier`. */
  says(resource: ReadResource): string
  /** Why that matches nothing. */
  because: string
  facts(resource: ReadResource): Fact[]
  fixLabel: string
  /** Without a known replacement. */
  steps: string[]
}

/** One finding for each policy with entries that can never match: what they should say, and the way without them. */
export function deadPatternRule(about: About, kind: MistakeKind, words: Words): FindingRule {
  return {
    ...about,
    *find(context) {
      const read = yield* resourceSteps(context.access)
      const dead = read.filter(({ mistake }) => mistake?.kind === kind)
      for (const group of byPolicy(dead)) {
        // Two findings where only some can be put right: each is gone with its own fix.
        const known = group.filter(({ mistake }) => mistake?.corrected)
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
  const correct = correctEdits(group)
  const marks = group.map(({ statement, line }) => ({ statement: statement.index, lines: [line] }))
  const denies = group.some(({ statement }) => statement.effect === 'Deny')
  const what = namesOf([...new Set(group.map(resource => words.says(resource)))])
  const outcome = denies
    ? `its Deny denies nothing there`
    : `${policy.holders.length === 1 ? 'its holder looks' : `its ${policy.holders.length} holders look`} granted and cannot connect`
  yield buildFinding(about, {
    key: correct.length > 0 ? policy.source.id : `${policy.source.id}:unknown`,
    sentence: `${policy.source.name} ${what}. ${words.because}: ${outcome}.`,
    subject: policySubject(policy),
    targets: findingTargets(group.map(({ mistake }) => mistake?.target ?? null)),
    evidence: policyEvidence(access, policy, marks, words.facts(first)),
    fixes: [
      correct.length > 0
        ? yield* documentFix(access, policy, { id: 'correct', label: words.fixLabel, edits: correct })
        : byHand('correct', words.fixLabel, words.steps),
      yield* documentFix(access, policy, {
        id: 'remove',
        label: removeLabel(group),
        edits: removeEdits(group),
      }),
    ],
  })
}

function correctEdits(group: readonly ReadResource[]): DocumentEdit[] {
  return group.flatMap(({ statement, pattern, mistake }): DocumentEdit[] =>
    mistake?.corrected
      ? [
          {
            kind: 'replaceEntry',
            statement: statement.index,
            element: 'Resource',
            entry: pattern,
            by: [mistake.corrected],
          },
        ]
      : [],
  )
}

/** Takes the entries out; a statement that would be left without any goes as a whole. */
export function removeEdits(group: readonly Pick<ReadResource, 'statement' | 'pattern'>[]): DocumentEdit[] {
  const byStatement = new Map<number, Pick<ReadResource, 'statement' | 'pattern'>[]>()
  for (const item of group) {
    const { index } = item.statement
    byStatement.set(index, [...(byStatement.get(index) ?? []), item])
  }
  return [...byStatement].flatMap(([index, items]): DocumentEdit[] => {
    const all = items[0]?.statement.resource?.patterns ?? []
    const gone = new Set(items.map(({ pattern }) => pattern))
    if (all.every(pattern => gone.has(pattern))) return [{ kind: 'removeStatement', statement: index }]
    // As often as it is listed: an entry may stand there twice.
    return items.map(({ pattern: entry }) => ({
      kind: 'removeEntry',
      statement: index,
      element: 'Resource',
      entry,
    }))
  })
}

export function removeLabel(group: readonly Pick<ReadResource, 'statement' | 'pattern'>[]): string {
  return labelOfRemoval(removeEdits(group))
}

export function labelOfRemoval(edits: readonly DocumentEdit[]): string {
  if (edits.some(edit => edit.kind === 'removeEntry'))
    return edits.length === 1 ? 'Remove the entry' : 'Remove the entries'
  return edits.length === 1 ? 'Delete the statement' : 'Delete the statements'
}
