import { inspectToken, type TokenFacts } from '@/lib/connect/inspect-token'
import { formatClock, formatDay } from '@/lib/format'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { RowFix, TokenFinding } from './doctor-row'

interface About {
  target: DoctorTarget | null
  databaseUser: string | null
  /** ISO: AWS's clock. */
  now: string
  newToken: RowFix | null
}

const PASTE: RowFix = { kind: 'pasteToken', label: 'Paste token' }

/** Without a token nothing is known of it; what a text says of it stands in its own causes. */
const NO_TOKEN: TokenFinding[] = [
  {
    cause: 'tokenExpired',
    state: 'cannotTell',
    title: 'The token was older than 15 minutes, or its session had ended',
    evidence:
      'The text holds no token. Paste it to see who signed it, for which host, and when. It is taken apart in this browser and not sent.',
    fix: PASTE,
  },
  {
    cause: 'tokenOtherEndpoint',
    state: 'cannotTell',
    title: 'The token was signed for another host, port, Region or user',
    evidence: 'Custom DNS names cannot be signed for. Same as above: the token would say.',
    fix: null,
  },
]

/** What a token says by itself, held against target and user. It does not leave this browser. */
export function tokenFindings(token: string | null, about: About): TokenFinding[] {
  if (token === null) return NO_TOKEN
  // Its age has a row of its own, by AWS's clock.
  const { facts, problems } = inspectToken(token)
  const sure = problems.filter(({ isSure }) => isSure)
  const [first] = sure
  const damage: TokenFinding[] = first
    ? [
        {
          cause: 'tokenDamaged',
          state: 'failed',
          title: 'The token is not as RDS takes it',
          evidence: sure.map(({ title, advice }) => `${title} ${advice}`).join(' '),
          fix: about.newToken,
        },
      ]
    : []
  if (!facts) return damage
  const doubts = problems.filter(({ isSure }) => !isSure).map(({ title }) => title)
  return [...damage, ageOf(facts, about), placeOf(facts, about, doubts)]
}

/** With its day, where that is another than today's: a token of yesterday is no token of two minutes ago. */
function clock(iso: string, now: string): string {
  const day = iso.slice(0, 10) === now.slice(0, 10) ? '' : `${formatDay(iso, now)}, `
  return `${day}${formatClock(iso)} UTC`
}

function ageOf({ accessKeyId, signedAt, expiresAt }: TokenFacts, { now, newToken }: About) {
  const signer = accessKeyId.startsWith('ASIA')
    ? 'a temporary key, of a role’s session; whether that still lives the token does not say'
    : 'a long-lived key of an IAM user'
  const signed = `Signed at ${clock(signedAt, now)} with ${accessKeyId}: ${signer}.`
  const cause = 'tokenExpired' as const
  if (now > expiresAt)
    return {
      cause,
      state: 'failed' as const,
      title: `The token was good until ${clock(expiresAt, now)}`,
      evidence: `${signed} It opens nothing any more; if the attempt came after that, this was it.`,
      fix: newToken,
    }
  return {
    cause,
    state: 'ok' as const,
    title: 'The token is young enough',
    evidence: `${signed} It is good until ${clock(expiresAt, now)}.`,
    fix: null,
  }
}

function placeOf(
  facts: TokenFacts,
  { target, databaseUser, newToken }: About,
  doubts: readonly string[],
): TokenFinding {
  const cause = 'tokenOtherEndpoint' as const
  const signed = `It is signed for ${facts.databaseUser} at ${facts.host}:${facts.port} in ${facts.region}.`
  const says = [signed, ...doubts].join(' ')
  if (!target)
    return {
      cause,
      state: 'cannotTell',
      title: 'Whether the token was signed for that place',
      evidence: `${says} Choose the target to compare.`,
      fix: null,
    }
  const wrong = [
    target.hosts.includes(facts.host) ? null : `the host is none of ${target.name}`,
    target.port === null || facts.port === target.port ? null : `the port is ${target.port}`,
    facts.region === target.region ? null : `the Region is ${target.region}`,
    databaseUser === null || facts.databaseUser === databaseUser ? null : `the user is ${databaseUser}`,
  ].filter(each => each !== null)
  if (wrong.length === 0)
    return { cause, state: 'ok', title: 'The token is signed for this place', evidence: says, fix: null }
  return {
    cause,
    state: 'failed',
    title: 'The token was signed for another place',
    evidence: `${says} But ${wrong.join(', ')}.`,
    fix: newToken,
  }
}
