import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { ownCallers } from '@/lib/access/decide/own-callers'
import { indexOfPrincipal } from '@/lib/access/decide/principal-index'
import { askTrust, everybodyHere, outsideWays, roleTrust } from '@/lib/access/decide/trust-ways'
import { together } from '@/lib/access/model/clause'
import { outsiderInWords, type PathKind } from '@/lib/access/model/outsider-words'
import type { Principal } from '@/lib/access/model/principal'
import { conditionsInWords } from './condition-words'

interface Way {
  decision: 'allowed' | 'conditional'
  note: string | null
  /** Roles taken on the way, nearest to the asked role first. */
  via: string[]
}

/** Who can become a role: the strongest of their ways, and those that are shorter but weaker. */
export interface AssumePath extends Way {
  label: string
  kind: PathKind
  others: Way[]
}

/** Calls of AssumeRole one after the other; what is longer is said, not followed. */
const DEPTH = 4
/** A whole account may delegate to hundreds of roles: looking into the first of them shows the chains that matter. */
const LOOKED_INTO = 40
const NOT_FOLLOWED = 'longer ways, through those who can become it, are not followed'

/** One step: somebody who can become the role itself. `arn`: a role of this account, which others may become in turn. */
interface Step extends Omit<Way, 'via'> {
  /** ARN, account, service or provider: labels of two accounts can be alike. */
  id: string
  label: string
  kind: PathKind
  arn: string | null
}

/** A role on the way, and how it was reached from the asked one. */
interface Stop extends Way {
  role: Principal
  arns: string[]
}

const RANK = { allowed: 0, conditional: 1 }
const strongestFirst = (a: Way, b: Way) => RANK[a.decision] - RANK[b.decision] || a.via.length - b.via.length

function inWords(condition: Parameters<typeof conditionsInWords>[0]): string | null {
  const texts = conditionsInWords(condition).map(item => item.text)
  return texts.length > 0 ? together([...new Set(texts)]) : null
}

/** Everybody who becomes the role in one step, by the one evaluation of its trust policy. */
function stepsInto(access: CompiledAccess, role: Principal): Step[] {
  if (role.trustText === null) return []
  const { trust, edges, issues } = roleTrust(access, role.trustText)
  const outsiders = outsideWays(access, role)
    .filter(({ caller }) => caller.kind !== 'account' || caller.value !== role.accountId)
    .map(({ caller, answer }): Step => {
      const decision = answer.decision === 'allowed' ? 'allowed' : 'conditional'
      return { ...outsiderInWords(caller, inWords(answer.condition)), decision, id: caller.value, arn: null }
    })
  const crowd = outsiders.some(isAnyone) ? [] : wholeAccount(access, role)
  const everybodyIsIn = crowd.length > 0 || outsiders.some(isAnyone)
  const insiders = ownCallers(access, role, edges, everybodyIsIn).flatMap(
    ({ principal, caller, ownDecision }): Step[] => {
      const { decision, condition } = askTrust(access, role, caller, ownDecision)
      if (decision !== 'allowed' && decision !== 'conditional') return []
      const note = decision === 'allowed' ? null : (inWords(condition) ?? 'its own policies leave it open')
      const arn = principal.kind === 'role' ? principal.arn : null
      return [{ id: principal.arn, label: principal.label, kind: principal.kind, decision, note, arn }]
    },
  )
  const lost = trust.statements.some(
    ({ prepared }) => prepared.mayAllow && prepared.statement.principal === null,
  )
  const [issue] = issues
  const unread = lost && issue ? [unreadTrust(issue.message)] : []
  return [...unread, ...outsiders, ...crowd, ...insiders]
}

const isAnyone = ({ kind, decision }: Step) => kind === 'anyone' && decision === 'allowed'
const PERSONAL = /^aws:(principal(arn|type|tag\/.*)|userid|username)$/i

/** A star lets in thousands without a permission of their own: one line says so, unless a condition tells them apart. */
function wholeAccount(access: CompiledAccess, role: Principal): Step[] {
  const answer = everybodyHere(access, role)
  if (!answer || answer.missingContextKeys.some(key => PERSONAL.test(key))) return []
  const condition = inWords(answer.condition)
  const note = ['every user and role of this account, whatever its own policies allow', condition]
  return [
    {
      id: role.accountId,
      label: role.accountId,
      kind: 'account',
      decision: answer.decision === 'allowed' ? 'allowed' : 'conditional',
      note: note.filter(Boolean).join(': '),
      arn: null,
    },
  ]
}

function unreadTrust(note: string): Step {
  const label = 'trust policy could not be read'
  return { id: label, label, kind: 'anyone', decision: 'conditional', note, arn: null }
}

/** Who can become the role, the strongest way first. */
export function whoCanBecome(access: CompiledAccess, roleArn: string, depth = DEPTH): AssumePath[] {
  const found = new Map<string, { step: Step; ways: Way[] }>()
  const shortest = new Map<string, number>()
  const asked = roleOf(access, roleArn)
  const waiting: Stop[] = asked
    ? [{ role: asked, arns: [roleArn], decision: 'allowed', note: null, via: [] }]
    : []
  let left = LOOKED_INTO
  for (let stop = waiting.shift(); stop; stop = waiting.shift()) {
    const { role, arns } = stop
    // Strongest first: a role met again is worth another look only where it is nearer now.
    if ((shortest.get(role.arn) ?? Number.POSITIVE_INFINITY) <= arns.length) continue
    if (arns.length > depth || left <= 0) {
      leave(found, role)
      continue
    }
    shortest.set(role.arn, arns.length)
    left--
    for (const step of stepsInto(access, role)) {
      if (step.arn !== null && arns.includes(step.arn)) continue
      const way = wayThrough(stop, step)
      const name = nameOf(step, role)
      const known = found.get(name)
      if (known) known.ways.push(way)
      else found.set(name, { step, ways: [way] })
      const next = step.arn === null ? null : roleOf(access, step.arn)
      if (next) waiting.push({ ...way, role: next, arns: [...arns, next.arn] })
    }
    waiting.sort(strongestFirst)
  }
  return [...found.values()].map(pathOf).sort(strongestFirst)
}

/** A service or a provider stands for many: those who come in by another role are others. */
function nameOf({ kind, id }: Step, enteredBy: Principal): string {
  return kind === 'user' || kind === 'role' ? id : `${kind} ${id} ${enteredBy.arn}`
}

function roleOf(access: CompiledAccess, arn: string): Principal | null {
  const index = indexOfPrincipal(access, arn)
  return (index === null ? undefined : access.inventory.principals[index]) ?? null
}

function wayThrough(stop: Stop, step: Step): Way {
  const notes = [step.note, stop.note].filter(note => note !== null)
  return {
    decision: stop.decision === 'allowed' ? step.decision : 'conditional',
    note: notes.length > 0 ? [...new Set(notes)].join('; then: ') : null,
    via: stop.arns.length > 1 ? [...stop.via, stop.role.label] : [],
  }
}

/** Says of a role where the search ended that others may stand behind it. */
function leave(found: Map<string, { step: Step; ways: Way[] }>, { arn, trustText }: Principal): void {
  const known = trustText === null ? undefined : found.get(arn)
  for (const way of known?.ways ?? []) {
    if (!way.note?.includes(NOT_FOLLOWED)) way.note = [way.note, NOT_FOLLOWED].filter(Boolean).join('; ')
  }
}

/** A way that is both weaker and longer than another says nothing more. */
function pathOf({ step: { label, kind }, ways }: { step: Step; ways: Way[] }): AssumePath {
  const [best, ...rest] = [...ways].sort(strongestFirst)
  const others: Way[] = []
  for (const way of rest) {
    const nearest = Math.min(...[best, ...others].map(one => one?.via.length ?? 0))
    if (way.via.length < nearest) others.push(way)
  }
  return { label, kind, ...(best as Way), others }
}
