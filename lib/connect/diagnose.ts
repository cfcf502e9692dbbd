import type { EngineFamily } from '@/lib/access/model/target'
import { networkFailure } from './failures/network'
import { oddServer } from './failures/odd-server'
import { serverFailure } from './failures/server'
import { tlsFailure } from './failures/tls'

export type ConnectionStep = 'dns' | 'tcp' | 'tls' | 'iam' | 'role'

export interface FailureContext {
  host: string
  port: number
  databaseUser: string
  family: EngineFamily
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

/** From a client's or server's own words to the step that failed and what to look at first. */
export function diagnose(error: ConnectionFailure, context: FailureContext): Diagnosis {
  return (
    oddServer(error, context) ??
    networkFailure(error, context) ??
    tlsFailure(error, context) ??
    serverFailure(error, context) ?? {
      step: context.step ?? 'role',
      title: 'The connection failed for a reason that is not known here',
      causes: ['Read the message above: it is the database’s or the client’s own.'],
    }
  )
}
