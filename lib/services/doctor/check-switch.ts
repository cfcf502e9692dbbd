import 'server-only'
import { isAnswering } from '@/lib/access/model/is-answering'
import { windowInWords } from '@/lib/access/model/maintenance-window'
import type { Target } from '@/lib/access/model/target'
import { readTarget } from '@/lib/aws/rds-target'
import type { Asked } from '@/lib/services/doctor/asked'
import { type CheckFinding, failed, ok } from '@/lib/services/doctor/check-answer'
import { switchFix } from '@/lib/services/doctor/fixes'

const callOf = ({ kind }: Target) =>
  kind === 'proxy' ? 'DescribeDBProxies' : kind === 'instance' ? 'DescribeDBInstances' : 'DescribeDBClusters'

function waiting({ pendingChanges, maintenanceWindow }: Target): string {
  if (pendingChanges.length === 0) return 'nothing pending'
  const labels = pendingChanges.map(({ label, after }) => `${label} → ${after}`).join(', ')
  return `waits for ${maintenanceWindow ? windowInWords(maintenanceWindow) : 'its window'}: ${labels}`
}

/** The switch as RDS has it this moment, and whether the target runs at all. */
export async function checkSwitch({ context, target: known }: Asked): Promise<CheckFinding> {
  const target = await readTarget(context.account, known.region, known.resourceId)
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
    const leaving = /Off$/.test(iamAuth.state)
    const proxied =
      target.kind === 'proxy' ? `${name} requires IAM of its clients` : 'IAM authentication is on'
    const evidence = leaving ? `${seen} It is on its way off: ${iamAuth.reason ?? iamAuth.state}` : seen
    return ok({ title: proxied, evidence, known: facts })
  }
  if (iamAuth.state === 'proxyOff')
    return failed({
      cause: 'proxyTakesNoToken',
      title: `${name} takes no tokens`,
      evidence: `${seen} ${iamAuth.reason ?? 'It asks its clients for a password.'}`,
      known: facts,
    })
  if (iamAuth.state === 'unsupported')
    return failed({
      cause: 'iamAuthOff',
      title: `${name} cannot have IAM authentication`,
      evidence: `${seen} ${iamAuth.reason ?? ''}`.trim(),
      known: facts,
    })
  const comes = /On$/.test(iamAuth.state)
  return failed({
    cause: 'iamAuthOff',
    title: comes ? `IAM authentication is not on yet on ${name}` : `IAM authentication is off on ${name}`,
    evidence: comes && iamAuth.reason ? `${seen} ${iamAuth.reason}` : seen,
    fix: comes ? null : switchFix(context, target),
    known: facts,
  })
}
