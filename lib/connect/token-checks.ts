import { AS_FAR_AS_READ } from '@/lib/access/as-far-as-read'
import type { Explanation } from '@/lib/access/explain'
import type { Target } from '@/lib/access/target'
import type { Verdict } from '@/lib/access/verdict'
import { durationWords, type tokenLife } from './token-life'

export interface TokenCheck {
  outcome: 'pass' | 'warn' | 'fail' | 'unknown'
  text: string
  detail: string
}

export interface TokenCheckInput {
  target: Target
  databaseUser: string
  signerLabel: string
  /** Null: the signer is not among the principals that were read. */
  explanation: Explanation | null
  sessionEndsAt: string | null
  /** A role is assumed for it: its session begins with the token. */
  assumes: boolean
  life: ReturnType<typeof tokenLife>
  now: Date
}

/** What is known before signing. Minting needs no permission, so none of this is proof: the login is. */
export function tokenChecks(input: TokenCheckInput): TokenCheck[] {
  return [
    { outcome: 'pass', text: `Signed by ${input.signerLabel}`, detail: '' },
    policyCheck(input),
    targetCheck(input),
    sessionCheck(input),
  ]
}

function policyCheck({ explanation }: TokenCheckInput): TokenCheck {
  if (!explanation) {
    return { outcome: 'unknown', text: 'Policies not evaluated', detail: 'the signer was not read from IAM' }
  }
  const reason = explanation.statements[0]?.reason
  const where = reason ? `${reason.policyName}, statement ${reason.statementIndex + 1}` : ''
  const words: Record<Verdict, [TokenCheck['outcome'], string]> = {
    canConnect: ['pass', 'Policy allows it'],
    dormant: ['pass', 'Policy allows it'],
    conditional: ['warn', 'Policy allows it on a condition'],
    denied: ['fail', 'A statement denies it'],
    noAccess: ['fail', 'No statement allows it'],
    notEvaluated: ['unknown', 'A policy could not be read'],
  }
  if (explanation.refused)
    return { outcome: 'fail', text: 'The organisation denies it', detail: 'as the AWS policy simulator said' }
  const [outcome, said] = words[explanation.verdict]
  const allows = outcome === 'pass' || outcome === 'warn'
  const text = allows && explanation.asFarAsRead ? `${said}, ${AS_FAR_AS_READ}` : said
  const conditions = explanation.conditionsInWords
    .map(condition => condition.text.replace(/\.$/, ''))
    .join(', ')
  return { outcome, text, detail: outcome === 'warn' && conditions ? conditions : where }
}

function targetCheck({ target, databaseUser, explanation }: TokenCheckInput): TokenCheck {
  const user = explanation?.checks.find(check => check.id === 'databaseUser')
  if (!target.iamAuth.accepted) {
    return {
      outcome: 'fail',
      text: 'IAM authentication is off',
      detail: target.iamAuth.reason ?? target.name,
    }
  }
  if (user?.outcome === 'fail')
    return { outcome: 'fail', text: `${databaseUser} cannot sign in by IAM`, detail: user.text }
  const unknown = user?.outcome !== 'pass'
  const detail = user ? user.text.charAt(0).toLowerCase() + user.text.slice(1) : 'database not read'
  return { outcome: unknown ? 'unknown' : 'pass', text: 'IAM authentication is on', detail }
}

function sessionCheck({ sessionEndsAt, assumes, life, now }: TokenCheckInput): TokenCheck {
  if (assumes) return { outcome: 'pass', text: 'A new session of the role', detail: 'full 15 min' }
  if (sessionEndsAt === null)
    return { outcome: 'pass', text: 'Long-term AWS credentials', detail: 'full 15 min' }
  const left = (Date.parse(sessionEndsAt) - now.getTime()) / 1000
  const text = `AWS session lasts ${durationWords(left)}`
  if (!life.endsWithSession) return { outcome: 'pass', text, detail: 'full 15 min' }
  return { outcome: 'warn', text, detail: `the token dies with it, after ${durationWords(life.seconds)}` }
}
