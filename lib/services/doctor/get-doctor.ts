import 'server-only'
import { columnsOf } from '@/lib/access/decide/columns'
import { type CompiledAccess, compileAccess } from '@/lib/access/decide/compile-access'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { targetCells } from '@/lib/access/decide/target-cells'
import type { Caveat } from '@/lib/access/model/caveat'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target, TargetKind } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import { VERDICTS, type Verdict } from '@/lib/access/model/verdict'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { awsNow } from '@/lib/aws/clock'
import { CONDITIONAL, EXPLICIT_DENY, IMPLICIT_DENY } from '@/lib/iam/index'
import { assertCan, can } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import type { Context } from '@/lib/services/context'

/** A target as a text may speak of it. */
export interface DoctorTarget {
  region: string
  resourceId: string
  name: string
  kind: TargetKind
  family: EngineFamilyId
  hosts: string[]
  port: number | null
}

/** Who may have been signing in. */
export interface DoctorSigner {
  arn: string
  label: string
  verdict: Verdict
}

export interface Doctor {
  targets: DoctorTarget[]
  /** Of the target that is named: known in the database, or spoken of in policies. */
  users: string[]
  /** For target and user, the likeliest first. */
  signers: DoctorSigner[]
  /** Where whoever was signing in has no way as that user: one that works for them. */
  instead: string | null
  mayMint: boolean
  /** ISO: what AWS's clock says, by which a token is held. */
  now: string
  iam: Part
  caveats: Caveat[]
  dates: DatedPart[]
  readAt: string
}

interface Question {
  region: string | null
  resourceId: string | null
  databaseUser: string | null
  principalArn: string | null
}

/** A list of everybody would name nobody. */
const MOST_SIGNERS = 40

/** What the doctor's fields offer. Of what was pasted it knows nothing. */
export async function getDoctor(context: Context, question: Question): Promise<Doctor> {
  assertCan(context, 'read')
  const reading = await loadReading(context.account)
  const target = reading.targets.find(
    ({ region, resourceId }) => region === question.region && resourceId === question.resourceId,
  )
  return {
    targets: reading.targets.map(named).sort((one, other) => one.name.localeCompare(other.name)),
    users: target ? usersOf(reading, target) : [],
    ...waysIn(reading, target, question),
    mayMint: can(context, 'mint'),
    now: awsNow(context.account).toISOString(),
    iam: reading.parts.iam,
    caveats: reading.caveats,
    dates: datedParts(reading),
    readAt: asOf(reading),
  }
}

function named(target: Target): DoctorTarget {
  const { region, resourceId, name, kind, family, endpoint } = target
  return { region, resourceId, name, kind, family, hosts: hostsOf(target), port: endpoint?.port ?? null }
}

function usersOf(reading: AccountReading, target: Target): string[] {
  const inside = scanBehind(reading, target)?.users ?? []
  const known = inside.filter(({ signIn }) => signIn !== 'noLogin').map(({ name }) => name)
  const spoken = hasIam(reading)
    ? columnsOf(compileAccess(reading), target)
        .filter(({ kind }) => kind === 'user' || kind === 'missing')
        .map(({ name }) => name)
    : []
  return [...new Set([...known, ...spoken])].sort()
}

function waysIn(
  reading: AccountReading,
  target: Target | undefined,
  { databaseUser, principalArn }: Question,
): Pick<Doctor, 'signers' | 'instead'> {
  if (!target || !hasIam(reading)) return { signers: [], instead: null }
  const access = compileAccess(reading)
  const signers = databaseUser ? signersOf(access, target, databaseUser) : []
  const chosen = principalArn && principalBehind(reading, principalArn)
  if (!chosen) return { signers, instead: null }
  const [own] = signers.filter(({ arn }) => arn === chosen.arn)
  const listed: DoctorSigner = own ?? { arn: chosen.arn, label: chosen.label, verdict: 'noAccess' }
  const rest = signers.filter(({ arn }) => arn !== chosen.arn)
  return {
    signers: own ? signers : [listed, ...rest],
    instead: worksFor(access, target, chosen.arn, databaseUser),
  }
}

/**
 * Those whose policies speak of this user: who has the fewest ways into this target was most likely meant to have this one. A
 * Deny is most often over everybody, so those come last.
 */
function signersOf(access: CompiledAccess, target: Target, databaseUser: string): DoctorSigner[] {
  const { columns, decisions, verdicts } = targetCells(access, target)
  const at = columns.findIndex(({ name }) => name === databaseUser)
  if (at < 0) return []
  const width = columns.length
  const { principals } = access.inventory
  return principals
    .flatMap(({ arn, label }, index) => {
      const decision = decisions[index * width + at] ?? IMPLICIT_DENY
      if (decision === IMPLICIT_DENY) return []
      const row = decisions.subarray(index * width, (index + 1) * width)
      const ways = decision === EXPLICIT_DENY ? width + 1 : row.filter(each => each >= CONDITIONAL).length
      const verdict = VERDICTS[verdicts[index * width + at] ?? 0] ?? 'notEvaluated'
      return [{ arn, label, verdict, ways }]
    })
    .sort((one, other) => one.ways - other.ways || one.label.localeCompare(other.label))
    .slice(0, MOST_SIGNERS)
    .map(({ arn, label, verdict }) => ({ arn, label, verdict }))
}

function worksFor(
  access: CompiledAccess,
  target: Target,
  arn: string,
  databaseUser: string | null,
): string | null {
  const { columns, verdicts } = targetCells(access, target)
  const { index } = findPrincipal(access, arn)
  const at = columns.findIndex(
    ({ kind, name, iamReady }, column) =>
      kind === 'user' &&
      iamReady === true &&
      name !== databaseUser &&
      VERDICTS[verdicts[index * columns.length + column] ?? 0] === 'canConnect',
  )
  return columns[at]?.name ?? null
}
