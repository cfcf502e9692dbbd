import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { hasIam } from '@/lib/access/model/inventory'
import { principalBehind } from '@/lib/access/model/principal-behind'
import type { Target } from '@/lib/access/model/target'
import {
  AUTH_ERROR_LOG,
  type AuthErrors,
  exportsAuthErrors,
  type RefusedSignIn,
  readAuthErrors,
} from '@/lib/aws/auth-error-log'
import { awsNow } from '@/lib/aws/clock'
import type { CauseId } from '@/lib/connect/doctor/cause'
import { AppError } from '@/lib/errors'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, cannotTell, failed, ok } from '@/lib/services/doctor/check-answer'
import { grantFix } from '@/lib/services/doctor/fixes'
import { whoMay } from '@/lib/services/doctor/likely-signers'
import { standsInFor } from '@/lib/services/doctor/stands-in-for'

const HOUR_MS = 3_600_000
const TITLE = 'Who really signed'

/** Who signed: by the line that was pasted, else by the log of the database host, which also says why it refused. */
export async function checkSigner(asked: Asked): Promise<CheckFinding> {
  const { context, target, databaseUser, callerArn } = asked
  if (callerArn) return judgeCaller(asked, callerArn, { seen: 'The text names', did: 'signed' })
  if (target.kind === 'proxy')
    return cannotTell({
      cause: 'otherSigner',
      title: TITLE,
      evidence: `A proxy writes no ${AUTH_ERROR_LOG}. The token’s access key would tell, or the program’s own log.`,
    })
  if (!databaseUser)
    return cannotTell({
      cause: 'otherSigner',
      title: TITLE,
      evidence: 'Name the database user: the log is read for one.',
    })
  const since = new Date(awsNow(context.account).getTime() - HOUR_MS)
  const [exported, errors] = await Promise.all([
    exportsAuthErrors(context.account, target).catch(nullWhereRefused),
    readAuthErrors(context.account, target, databaseUser, since).catch(whyNot),
  ])
  if (errors instanceof AppError)
    return cannotTell({
      cause: 'otherSigner',
      title: TITLE,
      evidence: `${errors.message} Its lines name who really signed.`,
    })
  const [last] = errors?.refused ?? []
  if (last && errors) return judgeLine(asked, last, errors)
  return cannotTell({
    cause: 'otherSigner',
    title: TITLE,
    evidence: noLine(databaseUser, exported, errors),
    note: exported === false ? exportNote(target) : null,
  })
}

const NOT_OF_PASSWORDS =
  'It writes refusals of tokens alone: a user that is not IAM-ready is asked for a password, and leaves no line.'

function noLine(databaseUser: string, exported: boolean | null, errors: AuthErrors | null): string {
  if (exported === false) return 'The text names no caller, and the log that would is not exported.'
  if (!errors && exported === null)
    return `There is no log ${AUTH_ERROR_LOG} in CloudWatch: it is not exported, or nothing was ever refused.`
  if (errors?.more)
    return `No refusal of ${databaseUser} was found in as much of ${AUTH_ERROR_LOG} as was read.`
  return `The log ${AUTH_ERROR_LOG} holds no refusal of ${databaseUser} in the last hour. ${NOT_OF_PASSWORDS}`
}

const nullWhereRefused = (error: unknown) => {
  if (error instanceof AppError) return null
  throw error
}

const whyNot = (error: unknown) => {
  if (error instanceof AppError) return error
  throw error
}

/** RDS User Guide, "Publishing database logs to CloudWatch Logs": it costs what CloudWatch Logs costs, and restarts nothing. */
function exportNote({ kind, name, region }: Target): CheckFinding['note'] {
  const [command, flag] =
    kind === 'instance'
      ? ['modify-db-instance', '--db-instance-identifier']
      : ['modify-db-cluster', '--db-cluster-identifier']
  return {
    text: `The RDS log knows more: ${AUTH_ERROR_LOG} is not exported for this target.`,
    fix: {
      kind: 'copy',
      label: 'Copy the command that exports it',
      text: `aws rds ${command} ${flag} ${name} --region ${region} --cloudwatch-logs-export-configuration '{"EnableLogTypes":["${AUTH_ERROR_LOG}"]}'`,
    },
  }
}

/** RDS User Guide, "Troubleshooting for IAM DB authentication": what each code of the log stands for. */
const CODES: Record<string, { cause: CauseId; title: string }> = {
  InvalidToken: {
    cause: 'tokenDamaged',
    title: 'The last token that was refused was not valid for this host, port, Region and user',
  },
  ExpiredToken: {
    cause: 'tokenExpired',
    title: 'The last token that was refused was older than 15 minutes',
  },
  ThrottlingException: { cause: 'throttled', title: 'The last sign-in that was refused was throttled' },
  InternalError: { cause: 'serverStrained', title: 'AWS could not check the last token that was refused' },
}

/** The last refusal is not always the one that was pasted: what is said of it is said of the last. */
function judgeLine(asked: Asked, last: RefusedSignIn, { refused, more }: AuthErrors): CheckFinding {
  const count = more ? `more than ${refused.length}` : `${refused.length}`
  const seen = `${AUTH_ERROR_LOG}, last hour: ${count} for ${asked.databaseUser}, the last at ${last.at.slice(11, 19)} UTC`
  if (last.callerArn)
    return judgeCaller(asked, last.callerArn, {
      seen: `${seen}, which names`,
      did: 'signed the last that was refused',
    })
  const known = CODES[last.code ?? '']
  if (known) return failed({ ...known, evidence: `${seen}: ${last.code}.` })
  return cannotTell({ cause: 'otherSigner', title: TITLE, evidence: `${seen}, in words not known here.` })
}

/** Without the session's name and the account: `assumed-role/orders-api/i-0abc` */
const shortOf = (arn: string) => arn.split(':').at(-1) ?? arn

interface Source {
  /** `The text names` */
  seen: string
  /** `signed` */
  did: string
}

function judgeCaller(asked: Asked, callerArn: string, { seen, did }: Source): CheckFinding {
  const { context, reading, target, principalArn, databaseUser } = asked
  const evidence = `${seen} ${shortOf(callerArn)}.`
  const signer = hasIam(reading) ? principalBehind(reading, callerArn) : null
  if (!hasIam(reading) || !signer)
    return cannotTell({
      cause: 'otherSigner',
      title: `${shortOf(callerArn)} ${did}`,
      evidence: `${evidence} It is not among the users and roles that were read here: it may be of another account.`,
    })
  const meant = principalArn ? principalBehind(reading, principalArn) : null
  const aside = standsInFor(signer)
  const whose = aside ? `${evidence} ${aside}` : evidence
  if (meant && meant.arn !== signer.arn)
    return failed({
      cause: 'otherSigner',
      title: `${signer.label} ${did}, not ${meant.label}`,
      evidence: whose,
    })
  const title = `${signer.label} ${did}`
  if (!databaseUser) return cannotTell({ cause: 'otherSigner', title, evidence: whose })
  const access = compileAccess(reading)
  const { verdict } = explainCell(access, target, signer.arn, databaseUser)
  if (verdict !== 'noAccess' && verdict !== 'denied') return ok({ title, evidence: whose })
  const who = meant ? null : whoMay(access, target, databaseUser)
  const other = who ? ` By IAM, ${who} may: was the program to sign as that?` : ''
  return failed({
    cause: aside || other ? 'otherSigner' : 'policyMissing',
    title: `${title}, which may not connect as ${databaseUser}`,
    evidence: `${whose}${other}`,
    // Where another was to sign, a grant to this one would be one too many.
    fix:
      verdict === 'noAccess' && !aside
        ? grantFix(context, target, { principal: signer, databaseUser })
        : null,
  })
}
