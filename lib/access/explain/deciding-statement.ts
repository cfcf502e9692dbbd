import type { Target } from '@/lib/access/model/target'
import { displayText, type Evaluation, type PolicySource, type Reason } from '@/lib/iam/index'
import { statementInWords } from './statement-words'

/** A statement with a say in one block of the path. */
export interface DecidingStatement {
  reason: Reason
  /** What it does here: a statement that does not decide is never called the deciding one. */
  role:
    | 'Allows it'
    | 'Allows it on a condition'
    | 'May allow it'
    | 'Would allow it'
    | 'Denies it'
    | 'May deny it'
  /** The whole policy as shown; the lines of `reason` count in it. */
  displayText: string
  /** Page of a managed policy in the AWS console; null for inline ones and SCPs. */
  policyLink: string | null
  /** Null where the statement cannot be read well enough to say it again. */
  inWords: string | null
}

interface Asked {
  sources: ReadonlyMap<string, PolicySource>
  target: Target
  refused: boolean
}

/** `refused`: the cell is a no, so that what allows it only would. */
function roleOf({ effect, match }: Reason, refused: boolean, unread: boolean): DecidingStatement['role'] {
  if (effect === 'Deny') return match === 'yes' ? 'Denies it' : 'May deny it'
  if (unread) return 'May allow it'
  if (refused) return 'Would allow it'
  return match === 'yes' ? 'Allows it' : 'Allows it on a condition'
}

export function decidingStatements(
  { reasons, errors }: Evaluation,
  { sources, target, refused }: Asked,
): DecidingStatement[] {
  return reasons.map(reason => {
    const text = sources.get(reason.policyId)?.text ?? ''
    const index = reason.statementIndex < 0 ? null : reason.statementIndex
    const unread = errors.some(error => error.policyId === reason.policyId && error.statementIndex === index)
    return {
      reason,
      role: roleOf(reason, refused, unread),
      displayText: displayText(text),
      policyLink: linkOf(reason.policyId),
      inWords: unread ? null : statementInWords(reason, text, target),
    }
  })
}

const CONSOLES: Record<string, string> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
}

function linkOf(policyId: string): string | null {
  const [, partition = '', service] = policyId.split(':')
  const host = CONSOLES[partition]
  if (!host || service !== 'iam' || policyId.includes('#')) return null
  return `https://${host}/iam/home#/policies/details/${encodeURIComponent(policyId)}`
}
