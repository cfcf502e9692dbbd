import { AS_FAR_AS_READ } from '@/lib/access/model/as-far-as-read'
import { upper } from '@/lib/access/model/clause'
import { blocksOf } from './access-path'
import type { PathBlock, PathStep } from './path-step'
import { statementsInWords, whereIs } from './reason-words'

/** What says no, one by one: of the organisation policies, each level that does. */
export function failing(path: readonly PathStep[]): PathBlock[] {
  return blocksOf(path).filter(block => block.outcome === 'fail')
}

type PolicyStep = PathStep & { id: 'identity' | 'boundary' | 'organization' }

const policySteps = (path: readonly PathStep[]) =>
  path.filter((step): step is PolicyStep => ['identity', 'boundary', 'organization'].includes(step.id))

/** The policies among them: without them, and without conditions at odds, IAM would let it through. */
export function failingPolicies(path: readonly PathStep[]): PathBlock[] {
  return failing(policySteps(path))
}

const inText = (name: string) =>
  /^(OU|IAM) /.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
const listed = (blocks: readonly PathBlock[]) => blocks.map(block => inText(block.name)).join(', ')

/** Whether the one named is all that stands in the way, as far as is known. */
export function othersThan(path: readonly PathStep[], named: PathBlock | undefined, does: string): string {
  const others = blocksOf(path).filter(block => block !== named)
  const fail = others.filter(({ outcome }) => outcome === 'fail')
  if (fail.length > 0) return `It also fails at: ${listed(fail)}.`
  const open = others.filter(({ outcome }) => outcome === 'conditional')
  if (open.length > 0) return `Nothing else surely ${does}; on a condition: ${listed(open)}.`
  const unread = blocksOf(policySteps(path)).some(({ outcome }) => outcome === 'unknown')
  return unread ? `${upper(AS_FAR_AS_READ)}, nothing else ${does}.` : `Nothing else known ${does}.`
}

const stepAround = (path: readonly PathStep[], block: PathBlock) =>
  policySteps(path).find(step => step === block || step.levels.includes(block))

const DENIED = {
  identity: 'Denied by its own policy.',
  boundary: 'Denied by boundary.',
  organization: 'Denied by organisation policy.',
} as const

function whoDenies({ name, statements }: PathBlock, isLevel: boolean): string {
  const [first] = statements
  const where = isLevel ? ` at ${inText(name)}` : ''
  if (!first || statements.length > 1) return `${statementsInWords(statements.length)}${where} say no.`
  return `${upper(whereIs(first.reason))}${where} says no.`
}

/** Reference: sources disagree on which condition keys a database sign-in honours. */
const DOUBT = 'Whether a sign-in honours this condition, AWS does not say.'

function deniedWords(path: readonly PathStep[]) {
  const block = blocksOf(path).find(({ decision }) => decision === 'explicitDeny')
  const around = block && stepAround(path, block)
  if (!block || !around)
    return {
      sentence: 'Denied by statements together.',
      detail: 'Each of them denies on a condition, and no session is outside all of these conditions.',
    }
  const doubted = block.statements.some(({ reason }) => reason.conditionKeys.length > 0)
  return {
    sentence: DENIED[around.id],
    detail: [
      whoDenies(block, around !== block),
      othersThan(path, block, 'does'),
      ...(doubted ? [DOUBT] : []),
    ].join(' '),
  }
}

function notAllowedWords(path: readonly PathStep[]) {
  const block = failingPolicies(path)[0]
  const around = block && stepAround(path, block)
  if (!block || !around)
    return {
      sentence: 'No session meets every condition.',
      detail: 'What one policy allows on a condition, another does not allow on the same.',
    }
  const others = othersThan(path, block, 'stops it')
  if (around.id === 'identity')
    return { sentence: 'No statement allows it.', detail: `Without an allow, IAM refuses. ${others}` }
  if (around.id === 'boundary')
    return { sentence: 'Not allowed by its boundary.', detail: `A boundary must allow it too. ${others}` }
  return { sentence: `Not allowed at ${inText(block.name)}.`, detail: `Every level must allow it. ${others}` }
}

/** For a no of the policies: what says it, and whether it is the only one. */
export function refusalOf(path: readonly PathStep[], verdict: 'denied' | 'noAccess') {
  return verdict === 'denied' ? deniedWords(path) : notAllowedWords(path)
}
