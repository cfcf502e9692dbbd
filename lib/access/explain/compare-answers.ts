import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { isAsFarAsRead } from '@/lib/access/model/as-far-as-read'
import type { Decision, Evaluation } from '@/lib/iam/index'

/** What AWS's policy simulator said of one connect ARN. */
export interface SimulatorReading {
  decision: Decision
  missingContextKeys: string[]
  /** Null: AWS does not say. */
  organizationAllows?: boolean | null
}

export interface SimulatorAnswer {
  answer: 'agrees' | 'disagrees'
  aws: Decision
  ours: Decision
  detail: string
}

const WORDS: Record<Decision, string> = {
  allowed: 'allowed',
  conditional: 'allowed on a condition',
  explicitDeny: 'denied',
  implicitDeny: 'not allowed',
}

/** Beside what our policies say as far as read, without what AWS said before. */
export function besideOurs(
  { asRead, inventory }: CompiledAccess,
  index: number,
  resource: string,
  aws: SimulatorReading,
): SimulatorAnswer {
  const principal = inventory.principals[index]
  const scpsRead = principal !== undefined && !isAsFarAsRead(principal)
  return compareAnswers(asRead.explain(index, resource), aws, scpsRead)
}

/**
 * The simulator is told only what is known of the request, so where ours is open it must answer one of the two ends;
 * it agrees when it names keys that are missing, or when no condition is in play and the answers are equal.
 */
export function compareAnswers(
  evaluation: Evaluation,
  aws: SimulatorReading,
  scpsRead = false,
): SimulatorAnswer {
  const ours = evaluation.decision
  const both = `AWS says ${WORDS[aws.decision]}, Gatehouse says ${WORDS[ours]}.`
  if (aws.decision === ours)
    return { answer: 'agrees', aws: aws.decision, ours, detail: `Both say ${WORDS[ours]}.` }
  if (aws.organizationAllows === false)
    return {
      answer: 'disagrees',
      aws: aws.decision,
      ours,
      detail: `${both} An SCP of the organisation refuses it; ${scpsRead ? 'of those that Gatehouse read none does' : 'Gatehouse has not read the SCPs'}.`,
    }
  const open = ours === 'allowed' && aws.missingContextKeys.length > 0
  if (ours === 'conditional' || open) {
    const keys = aws.missingContextKeys.length > 0 ? aws.missingContextKeys : evaluation.missingContextKeys
    const named = keys.length > 0 ? ` It hangs on ${keys.join(', ')}, which the simulator was not given.` : ''
    return {
      answer: keys.length > 0 && !open ? 'agrees' : 'disagrees',
      aws: aws.decision,
      ours,
      detail: `${both}${named}`,
    }
  }
  return {
    answer: 'disagrees',
    aws: aws.decision,
    ours,
    detail: `${both} A policy may have changed since it was read here.`,
  }
}
