import 'server-only'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { hasIam, type Inventory } from '@/lib/access/model/inventory'
import type { Principal } from '@/lib/access/model/principal'
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
import { standsInFor } from '@/lib/services/doctor/stands-in-for'

const HOUR_MS = 3_600_000
const TITLE = 'Who really signed'

/** Who signed: by the line that was pasted, else by the log of the database host, which also says why it refused. */
export async function checkSigner(asked: Asked): Promise<CheckFinding> {
  const { context, target, databaseUser, callerArn } = asked
  if (callerArn) return judgeCaller(asked, callerArn, 'The text names')
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
    evidence:
      exported === false
        ? 'The text names no caller, and the log that would is not exported.'
        : `The log ${AUTH_ERROR_LOG} holds no refusal of ${databaseUser} in the last hour. It writes refusals of tokens alone: a user that is not IAM-ready is asked for a password, and leaves no line.`,
    note: exported === false ? exportNote(target) : null,
  })
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
    title: 'The token was not valid for this host, port, Region and user',
  },
  ExpiredToken: { cause: 'tokenExpired', title: 'The token was older than 15 minutes' },
  ThrottlingException: { cause: 'throttled', title: 'Sign-ins by token were throttled' },
  InternalError: { cause: 'serverStrained', title: 'AWS could not check the token' },
}

function judgeLine(asked: Asked, last: RefusedSignIn, { refused, more }: AuthErrors): CheckFinding {
  const count = more ? `more than ${refused.length}` : `${refused.length}`
  const seen = `${AUTH_ERROR_LOG}, last hour: ${count} for ${asked.databaseUser}, the last at ${last.at.slice(11, 19)} UTC`
  const callerArn = refused.find(line => line.callerArn)?.callerArn ?? null
  if (last.callerArn) return { ...judgeCaller(asked, last.callerArn, `${seen}, which names`), callerArn }
  const known = CODES[last.code ?? '']
  if (!known)
    return cannotTell({
      cause: 'otherSigner',
      title: TITLE,
      evidence: `${seen}, in words not known here.`,
      callerArn,
    })
  return failed({ cause: known.cause, title: known.title, evidence: `${seen}: ${last.code}.`, callerArn })
}

/** Without the session's name and the account: `assumed-role/orders-api/i-0abc` */
const shortOf = (arn: string) => arn.split(':').at(-1) ?? arn

function judgeCaller(asked: Asked, callerArn: string, seen: string): CheckFinding {
  const { reading, target, principalArn, databaseUser } = asked
  const evidence = `${seen} ${shortOf(callerArn)}.`
  const signer = hasIam(reading) ? principalBehind(reading, callerArn) : null
  if (!hasIam(reading) || !signer)
    return cannotTell({
      cause: 'otherSigner',
      title: `${shortOf(callerArn)} signed`,
      evidence: `${evidence} It is not among the users and roles that were read here: it may be of another account.`,
      callerArn,
    })
  const meant = principalArn ? principalBehind(reading, principalArn) : null
  const role = standsInFor(signer)
  const aside = role ? ` ${role}` : ''
  if (meant && meant.arn !== signer.arn)
    return failed({
      cause: 'otherSigner',
      title: `${signer.label} signed, not ${meant.label}`,
      evidence: `${evidence}${aside}`,
      callerArn,
    })
  if (!databaseUser)
    return cannotTell({
      cause: 'otherSigner',
      title: `${signer.label} signed`,
      evidence: `${evidence}${aside}`,
      callerArn,
    })
  return judgeRight(
    asked,
    { reading, signer, databaseUser, target },
    { evidence: `${evidence}${aside}`, callerArn },
  )
}

interface Signing {
  reading: Inventory
  signer: Principal
  databaseUser: string
  target: Target
}

/** It is who it was to be, or nobody said who that is: what it may is the question. */
function judgeRight(
  { context, principalArn }: Asked,
  { reading, signer, databaseUser, target }: Signing,
  { evidence, callerArn }: { evidence: string; callerArn: string },
): CheckFinding {
  const { verdict } = explainCell(compileAccess(reading), target, signer.arn, databaseUser)
  if (verdict === 'noAccess' || verdict === 'denied')
    return failed({
      cause: principalArn ? 'policyMissing' : 'otherSigner',
      title: `${signer.label} signed, which may not connect as ${databaseUser}`,
      evidence,
      fix: verdict === 'noAccess' ? grantFix(context, target, { principal: signer, databaseUser }) : null,
      callerArn,
    })
  return ok({ title: `${signer.label} signed`, evidence, callerArn })
}
