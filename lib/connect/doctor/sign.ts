import type { EngineFamilyId } from '@/lib/access/model/engine-family/engine-family'
import type { CauseId } from './cause'

/** One thing that a text can say, whoever says it and however it is worded. */
export type SignId =
  | 'logNotAuthorized'
  | 'logExpiredToken'
  | 'logInvalidToken'
  | 'throttling'
  | 'logInternalError'
  | 'hostWasRefused'
  | 'hostHadNoAnswer'
  | 'pamRefused'
  | 'passwordRefused'
  | 'accessDenied'
  | 'nothingSent'
  | 'credentialsMissing'
  | 'clockOff'
  | 'portUnreadable'
  | 'rawTokenInAddress'
  | 'addressUnreadable'
  | 'passwordTooLong'
  | 'tokenPasted'
  | 'tokenNotAsked'
  | 'letInWithoutToken'
  | 'tokenSentBack'
  | 'pluginNotLoaded'
  | 'roleMissing'
  | 'rdsIamMissing'
  | 'loginForbidden'
  | 'hostNotAllowed'
  | 'hostBlocked'
  | 'connectDenied'
  | 'rightDenied'
  | 'grantDenied'
  | 'databaseMissing'
  | 'connectionsUsedUp'
  | 'poolWaited'
  | 'readOnly'
  | 'plaintextRefused'
  | 'noRuleForClient'
  | 'caFileUnreadable'
  | 'issuerUnknown'
  | 'nameNotCertified'
  | 'certificateOver'
  | 'tlsNotOffered'
  | 'tlsMismatch'
  | 'notTls'
  | 'tlsFailed'
  | 'tlsSwitchedOff'
  | 'cleartextOff'
  | 'cleartextUnknown'
  | 'methodTooNew'
  | 'methodUnknown'
  | 'otherProtocol'
  | 'nameUnknown'
  | 'connectionRefused'
  | 'noAnswer'
  | 'unreachable'
  | 'connectionLost'
  | 'serverStarting'
  | 'serverEnded'
  | 'proxyRefusedIam'
  | 'proxyAskedPassword'
  | 'proxyHasNoSecret'
  | 'proxySecretRefused'
  | 'proxySecretUnreadable'
  | 'proxyMethod'
  | 'proxyFeature'
  | 'proxyWaited'

/** How much a sign says: the plain statement of a fault, a refusal that has several, or only how things ended. */
export type SignStrength = 'states' | 'refuses' | 'ends'

/** Of the way there: a server that answered was reached, by another address or at another attempt. */
export const WAY_SIGNS: readonly SignId[] = [
  'connectionRefused',
  'noAnswer',
  'unreachable',
  'connectionLost',
  'poolWaited',
]

export interface Sign {
  id: SignId
  strength: SignStrength
  /** Global; what it matches is marked in the text. */
  pattern: RegExp
  /** How likely each cause is where nothing but this sign is known. */
  causes: Partial<Record<CauseId, number>>
  /** Signs beside it that are only its echo. */
  echoes?: readonly SignId[]
  family?: EngineFamilyId
  viaProxy?: true
}
