import 'server-only'
import { columnsOf } from '@/lib/access/decide/columns'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Caveat } from '@/lib/access/model/caveat'
import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import { type AccountReading, hasIam } from '@/lib/access/model/inventory'
import type { Part } from '@/lib/access/model/part'
import { principalBehind } from '@/lib/access/model/principal-behind'
import { scanBehind } from '@/lib/access/model/scan-behind'
import type { Target, TargetKind } from '@/lib/access/model/target'
import { hostsOf } from '@/lib/access/model/target-hosts'
import { asOf } from '@/lib/access/reading/as-of'
import { type DatedPart, datedParts } from '@/lib/access/reading/dated-parts'
import { awsNow } from '@/lib/aws/clock'
import { assertCan, can } from '@/lib/operator/operator'
import { loadReading } from '@/lib/services/account/load-inventory'
import { CALLER } from '@/lib/services/account/signing-as'
import type { Context } from '@/lib/services/context'
import { type DoctorSigner, likelySigners } from '@/lib/services/doctor/likely-signers'

/** A target as a text may speak of it. */
export interface DoctorTarget {
  region: string
  resourceId: string
  name: string
  kind: TargetKind
  family: EngineFamilyId
  hosts: string[]
  port: number | null
  /** How a proxy signs in behind itself. */
  proxyMode: 'secrets' | 'iam' | null
}

export interface Doctor {
  targets: DoctorTarget[]
  /** Of the target that is named: known in the database, or spoken of in policies. */
  users: string[]
  /** The one target that was read and knows the user that is named; null: none does, or several. */
  onlyTarget: Pick<DoctorTarget, 'region' | 'resourceId'> | null
  /** For target and user, the likeliest first. */
  signers: DoctorSigner[]
  /** Who is named; null: nobody, or nobody that was read. */
  chosen: DoctorSigner | null
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
  /** An ARN, or `caller`: this server itself. */
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
    users: target ? [...usersOf(reading, target)].sort() : [],
    onlyTarget: onlyTargetOf(reading, question.databaseUser),
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
  const { region, resourceId, name, kind, family, endpoint, proxy } = target
  const proxyMode = proxy && (proxy.databaseAuth === 'iam' ? 'iam' : 'secrets')
  const port = endpoint?.port ?? null
  return { region, resourceId, name, kind, family, hosts: hostsOf(target), port, proxyMode }
}

function usersOf(reading: AccountReading, target: Target): Set<string> {
  const inside = scanBehind(reading, target)?.users ?? []
  const known = inside.filter(({ signIn }) => signIn !== 'noLogin').map(({ name }) => name)
  const spoken = hasIam(reading)
    ? columnsOf(compileAccess(reading), target)
        .filter(({ kind }) => kind === 'user' || kind === 'missing')
        .map(({ name }) => name)
    : []
  return new Set([...known, ...spoken])
}

function onlyTargetOf(reading: AccountReading, databaseUser: string | null): Doctor['onlyTarget'] {
  if (databaseUser === null) return null
  const knowing = reading.targets.filter(target => usersOf(reading, target).has(databaseUser))
  const [only] = knowing
  return only && knowing.length === 1 ? { region: only.region, resourceId: only.resourceId } : null
}

function waysIn(
  reading: AccountReading,
  target: Target | undefined,
  { databaseUser, principalArn }: Question,
): Pick<Doctor, 'signers' | 'chosen'> {
  if (!target || !hasIam(reading)) return { signers: [], chosen: null }
  const access = compileAccess(reading)
  const signers: DoctorSigner[] = databaseUser
    ? likelySigners(access, target, databaseUser).slice(0, MOST_SIGNERS)
    : []
  const arn = principalArn === CALLER ? reading.callerArn : principalArn
  const chosen = arn && principalBehind(reading, arn)
  if (!chosen) return { signers, chosen: null }
  const [own] = signers.filter(({ arn }) => arn === chosen.arn)
  const listed: DoctorSigner = own ?? { arn: chosen.arn, label: chosen.label }
  const rest = signers.filter(({ arn }) => arn !== chosen.arn)
  return { signers: own ? signers : [listed, ...rest], chosen: listed }
}
