import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'

export type ConnectionStep = 'dns' | 'tcp' | 'tls' | 'iam' | 'role'

/** The user inside the database, as read. `closed`: may not log in, is locked or has expired. */
export type UserState = 'ready' | 'missing' | 'otherCase' | 'notReady' | 'closed'

/** What is known beside the text, so that a cause is not guessed where it is known. Null: not known. */
export interface Circumstances {
  targetName: string | null
  host: string | null
  port: number | null
  databaseUser: string | null
  /** Who signed, or was to sign, in words. */
  signer: string | null
  family: EngineFamilyId | null
  iamAuthAccepted: boolean | null
  userState: UserState | null
  /** What our own evaluation says of the signer. */
  policyAllows: boolean | null
  viaProxy: boolean | null
  /** Through a proxy: why it surely does not get on to its database. */
  secondHopFails: string | null
  /** Made a moment ago for exactly this endpoint and user: then age, damage and a wrong host are ruled out. */
  freshToken: boolean
  /** The step that was under way. */
  step: ConnectionStep | null
}

export const NOTHING_KNOWN: Circumstances = {
  targetName: null,
  host: null,
  port: null,
  databaseUser: null,
  signer: null,
  family: null,
  iamAuthAccepted: null,
  userState: null,
  policyAllows: null,
  viaProxy: null,
  secondHopFails: null,
  freshToken: false,
  step: null,
}
