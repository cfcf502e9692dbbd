import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import type { DatabaseUser } from '@/lib/access/model/database-user'
import { digestOf } from '@/lib/access/model/digest'
import type { Target } from '@/lib/access/model/target'
import { formatCount } from '@/lib/format'
import { grantCounts } from '@/lib/grants/effect'
import type { PlanNote } from '@/lib/grants/grant-plan'
import { nothingElse } from '@/lib/grants/nothing-else'
import { userInScan } from '@/lib/grants/user-in-scan'
import { notesOf } from './check-notes'
import { clientLine } from './client-line'
import type { Question, Work } from './dialect'
import { DIALECTS } from './dialects'
import { draftOf } from './draft'
import { effectInside, scanOf } from './effect-inside'
import { missingTarget } from './guards/missing'
import { guardsOfStep } from './guards/step-guards'
import { guardsOfWhole } from './guards/whole-guards'
import { intentWords } from './intent-words'
import { readFacts } from './read-fact'
import { afterWorks } from './run-works'
import { isUser } from './same-user'
import { scriptOf } from './script'
import { factLine } from './user-fact'
import { rightsAsked, type UserIntent, type UserName } from './user-intent'
import type { Guard, ServerState, UserPlan, UserStep } from './user-plan'

export interface PlanInput {
  intent: UserIntent
  target: Target
  state: ServerState
  access: CompiledAccess
  /** Names of the users that Gatehouse itself signs in as. */
  own: readonly string[]
  /** When the state was read. */
  asOf: string
}

/** A user that is there and in no list that was readable: its own facts say how it signs in. */
function unlisted(user: UserName, target: Target, state: ServerState, asOf: string): DatabaseUser | null {
  const scan = userInScan(scanOf({ target, state }, asOf), user, state.facts, state.lendIam)
  return scan.users.find(isUser(user)) ?? null
}

function questionOf({ intent, target, state, access, own, asOf }: PlanInput): Question | null {
  const dialect = DIALECTS[target.family]
  if (!dialect || target.kind === 'proxy') return null
  const user = dialect.named(intent.user)
  const rights = rightsAsked(intent)
  return {
    ...{ intent: { ...intent, user }, user, target, state, access, dialect, own },
    found: state.users.find(isUser(user)) ?? unlisted(user, target, state, asOf),
    have: readFacts(state.facts ?? []),
    wanted: rights && dialect.wanted({ rights, user, state, target }),
    master: target.masterUsername ?? 'the master user',
    version: state.version ?? target.engineVersion,
  }
}

/** Neighbours in one database share a transaction, but for what runs alone. */
function asSteps(question: Question, works: readonly Work[], whole: readonly Guard[]): UserStep[] {
  let transaction = 0
  return works.map((work, at) => {
    const before = works[at - 1]
    const joined =
      question.dialect.inOneTransaction &&
      before &&
      !before.alone &&
      !work.alone &&
      before.database === work.database
    if (before && !joined) transaction += 1
    const { adds, removes, alone: _, ...rest } = work
    const guard = (at === 0 ? whole[0] : undefined) ?? guardsOfStep(question, work)[0] ?? null
    return { ...rest, adds: adds.map(factLine), removes: removes.map(factLine), transaction, guard }
  })
}

/** Sessions come and go while somebody reads the plan: they are no reason to refuse it. */
const isSession = (line: string) => line.startsWith('session ')

const digestOfStep = ({ statements, removes, ...step }: UserStep) =>
  removes.some(isSession) && removes.every(isSession)
    ? { database: step.database, guard: step.guard }
    : { ...step, statements, removes: removes.filter(line => !isSession(line)) }

function closing(question: Question, changed: number): PlanNote {
  const { access, user } = question
  const { inventory } = access
  const words = changed === 0 ? 'No connection changes' : 'Nothing else changes'
  const asked = `Asked for ${formatCount(inventory.principals.length, 'principal')} as ${user.name}.`
  return nothingElse(
    `${words}, on any of ${formatCount(inventory.targets.length, 'target')}`,
    asked,
    inventory,
  )
}

/** The exact statements from the server as read to the server as wanted, what stops them and what they change. */
export function planUser(input: PlanInput): UserPlan {
  const { intent, target, state, asOf } = input
  const question = questionOf(input)
  const works = question ? draftOf(question) : []
  const whole = question
    ? [...guardsOfWhole(question), ...(question.wanted?.guards ?? [])]
    : [missingTarget(target)]
  const steps = question ? asSteps(question, works, whole) : []
  const guards = question ? [...whole, ...works.flatMap(work => guardsOfStep(question, work))] : whole
  const effect = question ? effectInside(question, afterWorks(question.have, works), asOf) : []
  const line = clientLine(target, state.administrator.name, steps[0]?.database ?? '', 'change.sql')
  const plan = {
    intent: question?.intent ?? intent,
    target: { region: target.region, resourceId: target.resourceId, name: target.name },
    inOneTransaction: question?.dialect.inOneTransaction ?? false,
    steps,
    guards: [...new Map(guards.map(guard => [`${guard.id} ${guard.title}`, guard])).values()],
    checks: question ? [...notesOf(question, works), closing(question, effect.length)] : [],
    effect,
    counts: grantCounts(effect),
    runsAs: { name: state.administrator.name, host: state.administrator.host },
    clientLine: line,
    asOf,
  }
  const facts = (state.facts ?? []).filter(fact => !isSession(fact))
  // What a role lends is given with it.
  const factsOfOther = state.factsOfOther?.filter(fact => !isSession(fact)).sort() ?? null
  const sorted = [...effect].map(change => Object.values(change).join('\n')).sort()
  return {
    ...plan,
    script: scriptOf(plan, intentWords(plan.intent)),
    digest: digestOf({
      ...{ intent: plan.intent, target: target.resourceId, facts, factsOfOther, effect: sorted },
      ...{ steps: steps.map(digestOfStep), guards: plan.guards },
    }),
  }
}
