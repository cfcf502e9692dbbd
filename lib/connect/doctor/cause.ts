import type { ConnectionStep } from './circumstances'

/** Every reason that a sign-in, or what came right after it, can fail for. */
export type CauseId =
  // IAM and the token
  | 'iamAuthOff'
  | 'policyMissing'
  | 'policyOtherId'
  | 'otherSigner'
  | 'organizationDenies'
  | 'tokenExpired'
  | 'tokenOtherEndpoint'
  | 'tokenDamaged'
  | 'tokenTooLong'
  | 'tokenInAddress'
  | 'noTokenSent'
  | 'noCredentials'
  | 'throttled'
  | 'serverStrained'
  // The user in the database
  | 'userMissing'
  | 'userNotReady'
  | 'userOtherCase'
  | 'userIamOnly'
  | 'userClosed'
  | 'otherHostRow'
  | 'wrongPassword'
  | 'noConnectRight'
  | 'noRightInside'
  | 'cannotPassOn'
  | 'databaseMissing'
  | 'tooManyConnections'
  | 'readOnly'
  // TLS
  | 'tlsNotUsed'
  | 'caFileMissing'
  | 'caUnknown'
  | 'certificateName'
  | 'certificateExpired'
  | 'tlsNotOffered'
  | 'tlsVersion'
  // The client
  | 'cleartextOff'
  | 'cleartextUnknown'
  | 'methodUnknown'
  | 'addressUnreadable'
  // The way there
  | 'hostUnknown'
  | 'nothingListens'
  | 'noAnswer'
  | 'connectionCut'
  | 'notRunning'
  | 'otherServer'
  // RDS Proxy
  | 'proxyNoSecret'
  | 'proxySecretWrong'
  | 'proxyUserIamOnly'
  | 'proxySecondHop'
  | 'proxyTakesNoToken'
  | 'proxyUnsupported'

/** What can be looked at now, live. One check may speak of several causes. */
export type CheckId =
  | 'switch'
  | 'policy'
  | 'policyId'
  | 'signer'
  | 'organization'
  | 'databaseUser'
  | 'token'
  | 'network'
  | 'tls'
  | 'secondHop'
  | 'load'

/** The way out: a plan, the token looked at, or text to copy. */
export type FixKind =
  | 'createUser'
  | 'makeReady'
  | 'takeIamAway'
  | 'addRights'
  | 'switchOn'
  | 'grant'
  | 'issueToken'
  | 'pasteToken'
  | 'recipe'
  | 'copy'
  | 'none'

export type CheckState = 'failed' | 'cannotTell' | 'ok'

/** A cause in its place among others, in words. */
export interface RankedCause {
  id: CauseId
  step: ConnectionStep
  title: string
  /** Why it looks like this from outside. */
  explanation: string
  /** What to do about it. */
  advice: string
  /** What would tell, in words. */
  wouldTell: string
  check: CheckId | null
  fix: FixKind
  /** Of `copy`, and beside others where a line helps; never a secret. */
  copyText: string | null
  /** 0 to 1: by the text and what else is known. */
  likelihood: number
  state: CheckState
}
