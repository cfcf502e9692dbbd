import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { spelledOut } from '@/lib/access/decide/user-pattern'
import { userMistake } from '@/lib/access/entries/user-mistake'
import { upper } from '@/lib/access/model/clause'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { INSTEAD_OF_IAM_AUTH, noGrantOn } from '@/lib/access/model/iam-support'
import { isAnswering } from '@/lib/access/model/is-answering'
import { insideOf } from '@/lib/access/model/name-inside'
import { connectArn } from '@/lib/access/model/target'
import { reaches } from '@/lib/access/model/verdict'
import type { Reason } from '@/lib/iam/index'
import type { Verbal } from './explain-words'
import { type NearMiss, nearMiss } from './near-miss'
import { whereIs } from './reason-words'
import { failingPolicies } from './refusal-words'

/** Where the missing piece is put right. */
export type NextStep =
  /** A grant of this very cell. */
  | { kind: 'grant' }
  /** A statement that was meant to allow it. */
  | { kind: 'nearMiss'; miss: NearMiss['kind']; policyId: string }
  | { kind: 'boundary'; policyId: string }
  /** The statements that deny, among what the principal holds. */
  | { kind: 'policies' }
  | { kind: 'switch' }
  | { kind: 'settings' }
  | {
      kind: 'databaseUsers'
      databaseUser: string | null
      sql: string | null
      /** What is to be done to the user; null: it has no name to do it to. */
      change: 'create' | 'makeReady' | null
    }
  /** Somebody else's to do, in words. */
  | { kind: 'byHand'; text: string }

export interface MissingPiece {
  text: string
  /** Never empty: no answer is a dead end. */
  next: NextStep[]
}

const byHand = (text: string): NextStep => ({ kind: 'byHand', text })

const ASK_THE_ORGANISATION = byHand(
  'Ask whoever administers the organisation: no account inside it can change an SCP.',
)

const decisionOf = ({ evaluation }: Verbal, kind: string) =>
  evaluation.layers.find(layer => layer.kind === kind && layer.decision !== 'allowed')?.decision ?? 'allowed'

/** For a no: the smallest thing that is missing, in one sentence. Null for a yes. */
export function missingPiece(access: CompiledAccess, cell: Verbal): MissingPiece | null {
  const { verdict, target, column, principal } = cell
  const arn = connectArn(target, column.kind === 'anyOther' ? '*' : column.name)
  if (reaches(verdict) || verdict === 'notEvaluated') return null
  const never = noGrantOn(target)
  if (never) return { text: never, next: [byHand(INSTEAD_OF_IAM_AUTH), { kind: 'settings' }] }
  if (verdict === 'denied') return cell.evaluation.refused ? refusedPiece(arn) : deniedPiece(cell)
  if (verdict === 'dormant') return dormantPiece(access, cell)
  if (decisionOf(cell, 'identity') === 'implicitDeny') {
    const statement = `A statement for ${principal.label} that allows rds-db:connect on ${arn}`
    if (cell.ended) return grantPiece(cell, `${statement}: that of ${cell.ended.where} has ended.`)
    const near = nearMiss(access, cell)
    if (near)
      return grantPiece(cell, near.text, [{ kind: 'nearMiss', miss: near.kind, policyId: near.policyId }])
    return grantPiece(cell, `${statement}.`)
  }
  if (decisionOf(cell, 'boundary') === 'implicitDeny') return boundaryPiece(cell, arn)
  const levels = failingPolicies(cell.path).map(({ name }) => name)
  const where = levels.length > 0 ? `at ${levels.join(' and at ')} ` : ''
  return {
    text: `An SCP ${where}must also allow rds-db:connect on ${arn}; it is changed in the organisation's management account.`,
    next: [ASK_THE_ORGANISATION],
  }
}

/** AWS names neither the policy nor its level to a member account. */
function refusedPiece(arn: string): MissingPiece {
  return {
    text: `A policy of the organisation must stop refusing rds-db:connect on ${arn}; it is changed in the organisation's management account.`,
    next: [ASK_THE_ORGANISATION],
  }
}

/** What the target lacks comes first: until then a grant changes nothing for anybody. */
function grantPiece(cell: Verbal, text: string, mends: NextStep[] = []): MissingPiece {
  const before = targetSteps(cell)
  const words = before.flatMap(step => step.text ?? [])
  return {
    text: words.length > 0 ? `Missing first: ${words.join(', and ')}. ${text}` : text,
    next: [...before.map(({ next }) => next), ...mends, grantOf(cell), ...hopToo(cell)],
  }
}

/** A grant on a proxy alone opens nothing where the second hop fails. */
function hopToo({ target, column: { secondHop } }: Verbal): NextStep[] {
  return secondHop?.missing ? [byHand(`Also missing, behind ${target.name}: ${secondHop.missing}.`)] : []
}

function grantOf({ principal }: Verbal): NextStep {
  return principal.unmodifiable
    ? byHand(`${principal.unmodifiable} A grant for it cannot be written here.`)
    : { kind: 'grant' }
}

/** A boundary limits everything a principal does, so widening one is never part of a grant. */
function boundaryPiece({ principal }: Verbal, arn: string): MissingPiece {
  const policyId = principal.boundaryArn ?? ''
  const name = policyId.split('/').at(-1) || 'the boundary'
  return {
    text: `The permissions boundary ${name} must also allow rds-db:connect on ${arn}.`,
    next: [
      { kind: 'boundary', policyId },
      byHand(`Whoever set ${name} decides that: it limits everybody it is set on, not only this connection.`),
    ],
  }
}

const DENIED_BY: Record<Reason['layer'], string | null> = {
  identity: null,
  boundary: 'A permissions boundary is changed by whoever set it; it limits everybody it is set on.',
  scp: "An SCP is changed in the organisation's management account.",
  session: 'A session policy is chosen by whoever starts the session.',
}

function deniedPiece({ evaluation, principal }: Verbal): MissingPiece {
  const denies = evaluation.reasons.filter(reason => reason.effect === 'Deny')
  const places = [...new Set(denies.map(whereIs))]
  const narrow = denies.length === 1 ? 'it no longer matches' : 'they no longer match'
  const text = `${places.join(' and ')} must go, or be narrowed so that ${narrow}.`
  const groups = [...new Set(denies.flatMap(reason => reason.viaGroup ?? []))]
  const elsewhere = [...new Set(denies.flatMap(reason => DENIED_BY[reason.layer] ?? []))]
  const words = [
    ...elsewhere,
    ...groups.map(group => `The group ${group} lends it: a change there is for all of its members.`),
    ...(principal.unmodifiable && elsewhere.length === 0 ? [principal.unmodifiable] : []),
    'A Deny is there on purpose: ask who wrote it before you take it away.',
  ]
  return {
    text: upper(text),
    next: [{ kind: 'policies' }, byHand(words.join(' '))],
  }
}

interface Step {
  /** Null: it only goes along with the step before. */
  text: string | null
  next: NextStep
}

function dormantPiece(access: CompiledAccess, cell: Verbal): MissingPiece {
  const steps = [...targetSteps(cell), ...userSteps(access, cell)]
  const words = steps.flatMap(({ text }) => text ?? [])
  return {
    text: words.length > 0 ? `Missing: ${words.join(', and ')}.` : 'Missing: nothing that can be told.',
    next: steps.length > 0 ? steps.map(({ next }) => next) : [{ kind: 'settings' }],
  }
}

function targetSteps({ target }: Verbal): Step[] {
  const steps: Step[] = []
  if (!isAnswering(target))
    steps.push({
      text: `${target.name} started (it is ${target.status})`,
      next: byHand(`Start ${target.name} in RDS: Gatehouse starts and stops nothing.`),
    })
  if (target.iamAuth.accepted) return steps
  if (target.kind === 'proxy')
    steps.push({
      text: `IAM required from clients in the settings of ${target.name}`,
      next: byHand(`Set IAM authentication to Required in the proxy's authentication settings in RDS.`),
    })
  else steps.push({ text: `IAM authentication turned on for ${target.name}`, next: { kind: 'switch' } })
  return steps
}

/** The name is a mistake of the policy's: a database user made to fit it would be one more. */
function misspelledStep(access: CompiledAccess, { target, column, evaluation }: Verbal): Step | null {
  const wrong = userMistake(access, target, spelledOut(column.name))
  const allow = evaluation.reasons.find(reason => reason.effect === 'Allow')
  if (!wrong || !allow) return null
  const meant = wrong.instead ?? 'the user as the database has it'
  return {
    text: `${meant} where ${whereIs(allow)} has “${column.name}”, ${wrong.because}`,
    next: { kind: 'nearMiss', miss: wrong.onlyCapitals ? 'capitals' : 'user', policyId: allow.policyId },
  }
}

function userSteps(access: CompiledAccess, cell: Verbal): Step[] {
  const { target, column } = cell
  const { kind, name, iamReady, secondHop } = column
  if (secondHop) {
    const { missing } = secondHop
    return missing ? [{ text: missing, next: byHand(`Behind ${target.name}: ${missing}.`) }] : []
  }
  const { sql: statements, words } = familyOf(target)
  const users = (sql: string | null = null): NextStep => ({
    kind: 'databaseUsers',
    databaseUser: kind === 'user' || kind === 'missing' ? name : null,
    sql,
    change: kind === 'missing' ? 'create' : kind === 'user' ? 'makeReady' : null,
  })
  const misspelled = kind === 'missing' ? misspelledStep(access, cell) : null
  if (misspelled) return [misspelled]
  if (kind === 'missing')
    return [{ text: `a database user ${name}`, next: users(statements?.makeReady(name, null)) }]
  if (iamReady !== false) return []
  if (kind !== 'user') return [{ text: 'an IAM-ready user that matches', next: users() }]
  const found = insideOf(scanFor(access, target), name)?.user ?? null
  // RDS User Guide: a role that has rds_iam cannot sign in with its password any more.
  const master = name === target.masterUsername
  const trap = byHand(
    `${name} ${master ? 'is the master user and ' : ''}then no longer signs in with its password: move what uses it to tokens first.`,
  )
  return [
    {
      text: words.toMakeReady(name),
      next: users(statements?.makeReady(name, found ?? { signIn: 'password' })),
    },
    ...(found?.signIn === 'password' ? [{ text: null, next: trap }] : []),
  ]
}
