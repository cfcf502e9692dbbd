import { ENGINE_FAMILIES } from '@/lib/access/model/engine-family/engine-families'
import type { EngineFamily } from '@/lib/access/model/engine-family/engine-family'
import type { CauseId, CheckId, FixKind } from './cause'
import type { Circumstances, ConnectionStep } from './circumstances'
import type { ClientId } from './client'
import type { Symptoms } from './recognised'

/** Whom and what the sentences speak of. */
export interface About {
  user: string
  target: string
  signer: string
  host: string
  place: string
  /** Null: not known. */
  database: string | null
  caller: string | null
  client: ClientId | null
  family: EngineFamily
  secondHopFails: string | null
  policyAllows: boolean | null
  /** The user's name, for a line to copy; null: not known. */
  userName: string | null
}

/** One cause in words. A sentence is a function where it names somebody. */
export interface CauseWords {
  step: ConnectionStep
  check: CheckId | null
  fix: FixKind
  title: (about: About) => string
  titleIfOk: (about: About) => string
  explanation: (about: About) => string
  advice: (about: About) => string
  wouldTell: string
  copyText?: (about: About) => string | null
}

export type CauseTable<Id extends CauseId> = Readonly<Record<Id, CauseWords>>

export function aboutOf(symptoms: Symptoms, known: Circumstances): About {
  const userName = known.databaseUser ?? symptoms.databaseUser
  const host = known.host ?? symptoms.hosts[0] ?? 'the endpoint'
  const port = known.port ?? symptoms.port
  const id = known.family ?? symptoms.family
  return {
    user: userName ?? 'this user',
    target: known.targetName ?? 'the target',
    signer: known.signer ?? 'whoever signed',
    host,
    place: port ? `${host}:${port}` : host,
    database: symptoms.database,
    caller: symptoms.callerArn,
    client: symptoms.client,
    family: ENGINE_FAMILIES[id ?? 'other'],
    secondHopFails: known.secondHopFails,
    policyAllows: known.policyAllows,
    userName,
  }
}
