import { blocksOf } from '@/lib/access/explain/access-path'
import type { Explanation } from '@/lib/access/explain/explain'
import { asClause } from '@/lib/access/explain/statement-words'
import { AS_FAR_AS_READ } from '@/lib/access/model/as-far-as-read'
import { bare, together } from '@/lib/access/model/clause'
import type { DatabaseScan } from '@/lib/access/model/database-user'
import { isAnswering } from '@/lib/access/model/is-answering'
import { insideOf } from '@/lib/access/model/name-inside'
import type { SecondHop } from '@/lib/access/model/second-hop'
import type { Target } from '@/lib/access/model/target'
import { reaches, type SecondHopState, type Verdict } from '@/lib/access/model/verdict'
import type { Reason } from '@/lib/iam/index'
import type { OfSession } from './decide-condition'
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
  /** False: no policy was read at all. */
  isIamRead?: boolean
  /** What is known of the users inside, where there is no explanation to say it. */
  scan?: DatabaseScan | null
  sessionEndsAt: string | null
  /** What this server's session decides of a condition; absent: nothing. */
  ofSession?: { says: OfSession; takesCode: boolean; mfa: 'none' | 'unknown' }
  /** A role is assumed for it: its session begins with the token. */
  assumes: boolean
  life: ReturnType<typeof tokenLife>
  now: Date
  /** `7 min behind AWS's`; null: it is right, as far as is known. */
  clock?: string | null
}

/** What is known before signing. Minting needs no permission, so none of this is proof: the login is. */
export function tokenChecks(input: TokenCheckInput): TokenCheck[] {
  return [
    { outcome: 'pass', text: `Signed by ${input.signerLabel}`, detail: '' },
    policyCheck(input),
    targetCheck(input),
    sessionCheck(input),
    ...clockCheck(input),
  ]
}

/** AWS refuses what is signed minutes off its own time, a token too (IAM User Guide, "Signature Version 4"). */
function clockCheck({ clock }: TokenCheckInput): TokenCheck[] {
  if (!clock) return []
  const detail = "the token is dated by AWS's clock; set that of this server"
  return [{ outcome: 'warn', text: `The clock of this server is ${clock}`, detail }]
}

/** Target and second hop have lines of their own: what they stop or hang on is nothing of this signer's policies. */
function ownVerdict({ verdict, secondHop, conditionsInWords, path }: Explanation): Verdict {
  const ownCondition = conditionsInWords.length > 0
  if (verdict === 'dormant' && ownCondition) return 'conditional'
  const open = verdict === 'conditional' && !ownCondition
  const address = path.some(({ id, outcome }) => id === 'databaseUser' && outcome === 'conditional')
  return open && (secondHop?.state === 'conditional' || address) ? 'canConnect' : verdict
}

function policyCheck(input: TokenCheckInput): TokenCheck {
  const { explanation, isIamRead = true } = input
  if (!isIamRead) {
    const text = 'Whether IAM allows it is not known'
    return { outcome: 'unknown', text, detail: 'users, roles and policies were not read' }
  }
  if (!explanation) {
    return { outcome: 'unknown', text: 'Policies not evaluated', detail: 'the signer was not read from IAM' }
  }
  const decided = sessionDecides(input, explanation)
  if (decided) return decided
  const reason = decidingReason(explanation)
  const where = reason ? `${reason.policyName}, statement ${reason.statementIndex + 1}` : ''
  const words: Record<Verdict, [TokenCheck['outcome'], string]> = {
    canConnect: ['pass', 'Policy allows it'],
    dormant: ['pass', 'Policy allows it'],
    conditional: ['warn', 'Policy allows it on a condition'],
    denied: ['fail', bare(explanation.sentence)],
    noAccess: ['fail', bare(explanation.sentence)],
    notEvaluated: ['unknown', 'A policy could not be read'],
  }
  const [outcome, said] = words[ownVerdict(explanation)]
  const allows = outcome === 'pass' || outcome === 'warn'
  const text = allows && explanation.asFarAsRead ? `${said}, ${AS_FAR_AS_READ}` : said
  const conditions = conditionsOf(explanation) + mfaDoubt(input, explanation)
  return { outcome, text, detail: outcome === 'warn' && conditions ? conditions : where }
}

const conditionsOf = ({ conditionsInWords }: Explanation) =>
  together(conditionsInWords.map(({ text }) => text))

/** A session that somebody made with MFA looks like any other from here. */
const mfaDoubt = ({ ofSession }: TokenCheckInput, { conditionsInWords }: Explanation) =>
  ofSession?.mfa === 'unknown' && conditionsInWords.some(({ hint }) => hint === 'mfa')
    ? '; whether this server’s session was is not known'
    : ''

/** A condition that this very session does not meet is no maybe. */
function sessionDecides({ ofSession }: TokenCheckInput, explanation: Explanation): TokenCheck | null {
  if (!ofSession || ofSession.says === 'open' || !reaches(explanation.verdict)) return null
  // A condition reads as a fact (“The session was signed in with MFA”): beside a no it must not pass for one.
  const conditions = conditionsOf(explanation)
  const detail = conditions ? `only ${asClause(conditions)}` : 'the trust policy of the role asks for it'
  return ofSession.says === 'mfa'
    ? {
        outcome: ofSession.takesCode ? 'warn' : 'fail',
        text: 'Needs MFA: this server’s session has none',
        detail,
      }
    : { outcome: 'fail', text: 'A condition that this server’s session does not meet', detail }
}

/** Of a no, the statement that says it, if one does; else the first that allows. */
function decidingReason({ verdict, path }: Explanation): Reason | undefined {
  const blocks = blocksOf(path)
  const refused = verdict === 'denied' || verdict === 'noAccess'
  const block = refused ? blocks.find(({ decision }) => decision === 'explicitDeny') : blocks[0]
  return block?.statements[0]?.reason
}

function targetCheck(input: TokenCheckInput): TokenCheck {
  const { target, databaseUser, explanation } = input
  const user = explanation?.path.find(step => step.id === 'databaseUser') ?? scannedUser(input)
  if (!target.iamAuth.accepted) {
    return {
      outcome: 'fail',
      text: 'IAM authentication is off',
      detail: target.iamAuth.reason ?? target.name,
    }
  }
  if (!isAnswering(target))
    return {
      outcome: 'fail',
      text: `${target.name} is ${target.status}`,
      detail: 'nobody signs in meanwhile',
    }
  if (explanation?.secondHop) return hopCheck(explanation.secondHop)
  if (!explanation && target.kind === 'proxy')
    return { outcome: 'unknown', text: HOP_WORDS.unknown[1], detail: 'nobody was evaluated' }
  if (user?.outcome === 'fail')
    return { outcome: 'fail', text: `${databaseUser} cannot sign in by IAM`, detail: user.words }
  if (user?.outcome === 'conditional')
    return {
      outcome: 'warn',
      text: `${databaseUser} takes a token from some addresses only`,
      detail: bare(user.note ?? user.words),
    }
  const unknown = user?.outcome !== 'pass'
  const detail = user?.words ?? 'database not read'
  return { outcome: unknown ? 'unknown' : 'pass', text: 'IAM authentication is on', detail }
}

/** Without an explanation what was found inside the database stands all the same; a proxy has nobody inside. */
function scannedUser({ target, databaseUser, explanation, scan }: TokenCheckInput) {
  if (explanation || !scan || target.kind === 'proxy') return undefined
  const inside = insideOf(scan, databaseUser)
  if (!inside) return { outcome: 'fail', words: 'does not exist', note: null }
  const { ready, reason } = inside
  if (ready === 'everywhere')
    return { outcome: 'pass', words: `${databaseUser} exists and is IAM-ready`, note: null }
  const words = reason ?? 'not IAM-ready'
  return { outcome: ready === 'somewhere' ? 'conditional' : 'fail', words, note: reason }
}

const HOP_WORDS: Record<SecondHopState, [TokenCheck['outcome'], string]> = {
  works: ['pass', 'The proxy takes tokens, and gets through'],
  conditional: ['warn', 'The proxy takes tokens, and gets through on a condition'],
  fails: ['fail', 'The proxy takes tokens, but does not get through'],
  unknown: ['unknown', 'The proxy takes tokens; its second hop is not known'],
}

function hopCheck({ state, text }: SecondHop): TokenCheck {
  const [outcome, words] = HOP_WORDS[state]
  return { outcome, text: words, detail: bare(text) }
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
