import { columnsOf } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { AS_FAR_AS_READ, UNREAD } from '@/lib/access/model/as-far-as-read'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { reaches } from '@/lib/access/model/verdict'
import { beyondRead } from '@/lib/access/reading/beyond-read'
import { formatCount, listInWords } from '@/lib/format'
import { type Effect, isPattern } from './effect'
import type { PlanNote } from './grant-plan'
import { nothingElse } from './nothing-else'
import type { Subject } from './subject'
import type { WantedCell } from './wanted-cells'

const shown = 6

/** What the numbers do not say: what stays as it was, and why. */
export function planNotes(
  effect: Effect,
  cells: readonly WantedCell[],
  subjects: readonly Subject[],
  after: CompiledAccess,
  isWritten = false,
): PlanNote[] {
  const own = cells.flatMap(cell => cellNote(cell, after) ?? [])
  const hidden = own.length - shown
  return [
    ...elsewhereNotes(effect, cells, subjects, after, isWritten),
    ...patternNotes(effect, after),
    ...own.slice(0, shown),
    ...(hidden > 0 ? [{ tone: 'info' as const, text: `${hidden} more cells stay as they are.` }] : []),
    ...unreadNotes(effect),
    ...dormantNotes(cells),
    ...groupNotes(subjects),
    ...proxyNotes(cells),
  ]
}

function elsewhereNotes(
  { changes, evaluated }: Effect,
  cells: readonly WantedCell[],
  subjects: readonly Subject[],
  { inventory }: CompiledAccess,
  isWritten: boolean,
): PlanNote[] {
  const key = (resourceId: string, user: string) => `:dbuser:${resourceId}/${user}`
  const others = changes.filter(
    change =>
      !cells.some(
        cell =>
          cell.principalArn === change.principalArn &&
          cell.wanted.resource.endsWith(key(change.resourceId, change.databaseUser)),
      ),
  )
  const count = evaluated.principals.toLocaleString('en-US')
  if (others.length === 0) {
    const again = `All ${count} principals were evaluated again on ${evaluated.databaseUsers} database users.`
    return [nothingElse('Nothing else changes', again, inventory)]
  }
  const beyond = isWritten ? beyondRead(inventory.regions) : null
  const asked = new Set(subjects.flatMap(({ memberArns }) => memberArns))
  const named = others.filter(change => !isPattern(change))
  const further = named.filter(({ principalArn }) => asked.has(principalArn))
  const theirs = named.filter(({ principalArn }) => !asked.has(principalArn))
  const targets = namesOf(further.map(({ target }) => target))
  const names = namesOf(theirs.map(({ principal }) => principal))
  return [
    ...(further.length > 0
      ? [
          warn(
            `${isWritten ? 'The text says more than the users that it names' : 'The policy says more than this grant'}: ${formatCount(further.length, 'further connection changes', 'further connections change')}, to ${targets}.`,
          ),
        ]
      : []),
    ...(theirs.length > 0
      ? [
          warn(
            `The policy is also on ${names}: ${formatCount(theirs.length, 'connection changes', 'connections change')} there too.`,
          ),
        ]
      : []),
    // A wildcard may be about targets that nobody has read.
    ...(beyond === null ? [] : [warn(`This is shown on the targets that were read. ${beyond}`)]),
  ]
}

/** A pattern is told as one: the users that it matches today, and that it does not end with them. */
function patternNotes({ changes }: Effect, after: CompiledAccess): PlanNote[] {
  const opened = changes.filter(
    change => isPattern(change) && (reaches(change.after) || change.after === 'dormant'),
  )
  const places = new Map(opened.map(change => [`${change.resourceId} ${change.databaseUser}`, change]))
  const notes = [...places.values()].map(({ resourceId, target: name, databaseUser }) => {
    const target = after.inventory.targets.find(one => one.resourceId === resourceId)
    const columns = target ? columnsOf(after, target) : []
    const column = columns.find(one => one.name === databaseUser)
    if (column?.kind === 'anyOther')
      return `Any database user of ${name} is let in, those that are made later too.`
    const there = columns.filter(one => one.kind === 'user' && column?.members.includes(one.name))
    const today = there.length > 0 ? namesOf(there.map(one => one.name)) : 'no database user'
    return `The pattern ${databaseUser} on ${name} matches ${today} today, and whatever is made later under such a name.`
  })
  const more = notes.length - shown
  return [...notes.slice(0, shown), ...(more > 0 ? [`${more} more patterns open something.`] : [])].map(warn)
}

const warn = (text: string): PlanNote => ({ tone: 'warn', text })

const namesOf = (all: readonly string[]) => listInWords([...new Set(all)])

function cellNote(cell: WantedCell, after: CompiledAccess): PlanNote | null {
  const { principal, wanted } = cell
  const user = wanted.column.name
  if (cell.before === 'conditional' && cell.after === 'canConnect') {
    return {
      tone: 'warn',
      text: `${principal} connects as ${user} on a condition today. This grant has none, so the condition no longer holds anybody back.`,
    }
  }
  if (cell.before === 'canConnect' && cell.after === 'canConnect') {
    return {
      tone: 'info',
      text: `${principal} already connects as ${user}. This grant does not tighten that.`,
    }
  }
  if (cell.after === 'denied' || cell.after === 'noAccess') {
    return { tone: 'warn', text: `${principal} ${obstacle(cell, after)}` }
  }
  if (cell.after === 'conditional') {
    return {
      tone: 'info',
      text: `${principal} as ${user} stays conditional: a statement with conditions has a say, and sources disagree on which RDS honours.`,
    }
  }
  if (cell.after === 'notEvaluated') {
    return {
      tone: 'warn',
      text: `${principal} as ${user} is not evaluated: a policy of this principal could not be read.`,
    }
  }
  return null
}

function obstacle({ index, wanted, after: verdict }: WantedCell, after: CompiledAccess): string {
  const user = wanted.column.name
  const evaluation = after.compiled.explain(index, wanted.resource)
  if (evaluation.refused)
    return `stays denied as ${user}: the organisation refuses it, as AWS's policy simulator said. This grant does not change that.`
  const deny = evaluation.reasons.find(reason => reason.effect === 'Deny')
  if (verdict === 'denied' && deny) {
    return `stays denied as ${user}: ${deny.policyName}, statement ${deny.statementIndex + 1}, denies it.`
  }
  const layer = evaluation.layers.find(one => one.decision === 'implicitDeny')?.kind
  if (layer === 'boundary') return `gets no access as ${user}: its permissions boundary does not allow it.`
  if (layer === 'scp') return `gets no access as ${user}: an organisation policy does not allow it.`
  return `gets no access as ${user} from this grant.`
}

/** Whether the organisation lets it through is not known, so what opens is not promised. */
function unreadNotes({ changes }: Effect): PlanNote[] {
  const opens = changes.some(({ after, asFarAsRead }) => asFarAsRead && reaches(after))
  return opens
    ? [{ tone: 'info', text: `What opens here opens ${AS_FAR_AS_READ}: ${UNREAD}, and may refuse it.` }]
    : []
}

function dormantNotes(cells: readonly WantedCell[]): PlanNote[] {
  const reasons = new Map<string, number>()
  for (const { wanted, after } of cells) {
    if (after !== 'dormant') continue
    const reason = wanted.target.iamAuth.accepted
      ? `${wanted.column.name} on ${wanted.target.name}: ${wanted.column.reason ?? 'not IAM-ready'}`
      : `IAM authentication is ${canHaveIamAuth(wanted.target.iamAuth.state) ? 'off' : 'not supported'} on ${wanted.target.name}`
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  return [...reasons].map(([reason, count]) => ({
    tone: 'warn',
    text: `${reason}. ${count === 1 ? 'One connection stays' : `${count} connections stay`} dormant until that changes.`,
  }))
}

function groupNotes(subjects: readonly Subject[]): PlanNote[] {
  return subjects
    .filter(subject => subject.kind === 'group')
    .map(({ label, memberArns }) => ({
      tone: 'info',
      text:
        memberArns.length === 0
          ? `${label} has no members today: nobody gains access until somebody joins.`
          : `${label} has ${memberArns.length} members. Whoever joins later gets this access too.`,
    }))
}

function proxyNotes(cells: readonly WantedCell[]): PlanNote[] {
  const proxies = new Set(
    cells.filter(cell => cell.wanted.target.kind === 'proxy').map(cell => cell.wanted.target.name),
  )
  return [...proxies].map(name => ({
    tone: 'info',
    text: `This opens ${name} only. The proxy signs in to the database behind it by its own right.`,
  }))
}
