import { hangsOnAddress } from '@/lib/access/decide/matrix-column'
import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import { isAnswering } from '@/lib/access/model/is-answering'
import { SECOND_HOP_UNKNOWN } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'
import type { SecondHopState } from '@/lib/access/model/verdict'
import type { PathQuestion } from './path-question'
import { type BlockBody, type PathStep, plainBody, type StepOutcome, step } from './path-step'

const SWITCH: Record<Target['iamAuth']['state'], (name: string) => string> = {
  on: name => `on for ${name}`,
  off: name => `off on ${name}`,
  turningOn: name => `still turning on for ${name}`,
  turningOff: name => `turning off on ${name}`,
  scheduledOn: name => `off on ${name} until the maintenance window`,
  scheduledOff: name => `on for ${name} until the maintenance window`,
  pendingOn: name => `off on ${name}, on is pending`,
  pendingOff: name => `on for ${name}, off is pending`,
  unsupported: name => `not supported by ${name}`,
  viaProxy: name => `required by the proxy ${name}`,
  proxyOff: name => `the proxy ${name} does not take IAM tokens`,
}

export function iamSwitchStep({ target }: PathQuestion): PathStep {
  const { name, status, iamAuth } = target
  const words = SWITCH[iamAuth.state](name)
  if (!isAnswering(target)) {
    const note = `Nobody signs in to ${name} while it is ${status}.`
    return step('iamSwitch', plainBody('fail', `${words}, which is ${status}`, note))
  }
  if (iamAuth.accepted) return step('iamSwitch', plainBody('pass', words))
  const note = iamAuth.reason ?? `Until that changes, ${name} refuses every token, whatever IAM says.`
  return step('iamSwitch', plainBody('fail', words, note))
}

const HOP: Record<SecondHopState, [StepOutcome, string]> = {
  works: ['pass', 'gets through to the database behind it'],
  conditional: ['conditional', 'gets through on a condition'],
  fails: ['fail', 'does not get through to the database behind it'],
  unknown: ['unknown', SECOND_HOP_UNKNOWN],
}

/** RDS User Guide, "Using RDS Proxy": the proxy signs in to the database by itself; a grant on one hop is none on the other. */
export function proxyHopStep({ target, column }: PathQuestion): PathStep {
  const { secondHop } = column
  if (secondHop) {
    const [outcome, words] = HOP[secondHop.state]
    return step('proxyHop', plainBody(outcome, words, secondHop.text))
  }
  const to = target.kind === 'instance' ? 'instance' : 'cluster'
  return step('proxyHop', plainBody('notApplicable', `none, straight to the ${to}`))
}

function userBody({ target, column, databaseRead }: PathQuestion): BlockBody {
  if (column.secondHop) return plainBody('notApplicable', 'judged with the hop behind the proxy')
  if (!databaseRead || column.iamReady === null)
    return plainBody(
      'unknown',
      'the database was not read',
      'Whether such a user exists and is IAM-ready is not known.',
    )
  const { words } = familyOf(target)
  if (hangsOnAddress(column))
    return plainBody('conditional', 'takes a token from some addresses only', `${column.reason}.`)
  if (column.iamReady) {
    if (column.kind !== 'user') return plainBody('pass', 'an IAM-ready user matches')
    return plainBody('pass', `${column.name} exists and ${words.isReady}`)
  }
  const reason = column.reason ?? 'Not IAM-ready'
  return plainBody(
    'fail',
    reason.charAt(0).toLowerCase() + reason.slice(1),
    `Only a user that ${words.mustBe} signs in with a token.`,
  )
}

export function databaseUserStep(question: PathQuestion): PathStep {
  return step('databaseUser', userBody(question))
}
