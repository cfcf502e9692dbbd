import 'server-only'
import { headingTo } from '@/lib/access/model/iam-auth-state'
import { canHaveIamAuth } from '@/lib/access/model/iam-support'
import { isAnswering } from '@/lib/access/model/is-answering'
import type { Target } from '@/lib/access/model/target'
import { readTarget } from '@/lib/aws/rds-target'
import { withOwnSwitchOf } from '@/lib/services/account/own-switches'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, failed, ok } from '@/lib/services/doctor/check-answer'
import { switchFix } from '@/lib/services/doctor/fixes'

const callOf = ({ kind }: Target) =>
  kind === 'proxy' ? 'DescribeDBProxies' : kind === 'instance' ? 'DescribeDBInstances' : 'DescribeDBClusters'

/** RDS does not say when it applies what is pending. */
function waiting({ pendingChanges }: Target): string {
  if (pendingChanges.length === 0) return 'nothing pending'
  return `pending: ${pendingChanges.map(({ label, after }) => `${label} → ${after}`).join(', ')}`
}

/** The switch as RDS has it this moment, and whether the target runs at all. */
export async function checkSwitch({ context, target: known }: Asked): Promise<CheckFinding> {
  const read = await readTarget(context.account, known.region, known.resourceId)
  const target = await withOwnSwitchOf(read, context.now)
  const { name, status, iamAuth } = target
  const seen = `${callOf(target)}: ${waiting(target)}.`
  const facts = { iamAuthAccepted: iamAuth.accepted, viaProxy: target.kind === 'proxy' }
  if (!isAnswering(target))
    return failed({
      cause: 'notRunning',
      title: `${name} takes no connections: its status is ${status}`,
      evidence: `${seen} It has to be started, or to be done with what it is doing.`,
      known: facts,
    })
  if (iamAuth.accepted) {
    const leaving = headingTo(iamAuth.state) === 'off'
    const proxied =
      target.kind === 'proxy' ? `${name} requires IAM of its clients` : 'IAM authentication is on'
    const evidence = leaving
      ? `${seen} It is on its way off${iamAuth.reason ? `: ${iamAuth.reason}` : ', and RDS is applying that now.'}`
      : seen
    return ok({ title: proxied, evidence, known: facts })
  }
  if (iamAuth.state === 'proxyOff')
    return failed({
      cause: 'proxyTakesNoToken',
      title: `${name} takes no tokens`,
      evidence: `${seen} ${iamAuth.reason ?? 'It asks its clients for a password.'}`,
      known: facts,
    })
  if (!canHaveIamAuth(iamAuth.state))
    return failed({
      cause: 'iamAuthOff',
      title: `${name} cannot have IAM authentication`,
      evidence: `${seen} ${iamAuth.reason ?? ''}`.trim(),
      known: facts,
    })
  const comes = headingTo(iamAuth.state) === 'on'
  return failed({
    cause: 'iamAuthOff',
    title: comes ? `IAM authentication is not on yet on ${name}` : `IAM authentication is off on ${name}`,
    evidence: comes && iamAuth.reason ? `${seen} ${iamAuth.reason}` : seen,
    fix: comes ? null : switchFix(context, target),
    known: facts,
  })
}
