import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'

export interface FailureContext {
  host: string
  port: number
  databaseUser: string
  family: EngineFamilyId
  /** What we already know to be true of the target, so that a cause is not guessed where it is known. */
  iamAuthAccepted: boolean | null
  userIamReady: boolean | null
  /** What our own evaluation says of the signer; null: not evaluated. */
  policyAllows: boolean | null
  /** Made a moment ago for exactly this endpoint and user: then age, damage and a wrong host are ruled out. */
  freshToken: boolean
  viaProxy: boolean
  /** Through a proxy: why it surely does not get on to its database; null where that is not known. */
  secondHopFails?: string | null
  /** The step that was under way, where the caller knows it. */
  step: ConnectionStep | null
}

export interface Diagnosis {
  step: ConnectionStep
  title: string
  /** In the order to check. */
  causes: string[]
}

export interface ConnectionFailure {
  code?: string
  message: string
}

export type ConnectionStep = 'dns' | 'tcp' | 'tls' | 'iam' | 'role'
