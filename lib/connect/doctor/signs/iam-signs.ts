import { type Sign, WAY_SIGNS } from '../sign'

/** RDS User Guide, "Troubleshooting for IAM DB authentication": the five lines of `iam-db-auth-error`. */
const LOG_SIGNS: readonly Sign[] = [
  {
    id: 'logNotAuthorized',
    strength: 'states',
    pattern:
      /IAM policy assumed by the caller|not authorized to perform:?\s*\\{0,3}[`'"]?rds-db:connect|Error Code: NotAuthorized\b/gi,
    causes: { policyMissing: 0.5, otherSigner: 0.45, policyOtherId: 0.35, organizationDenies: 0.25 },
  },
  {
    id: 'logExpiredToken',
    strength: 'states',
    pattern:
      /token age is longer than 15 minutes|Error Code: ExpiredToken\b|authentication token (?:has|is) expired/gi,
    causes: { tokenExpired: 0.95 },
  },
  {
    id: 'logInvalidToken',
    strength: 'states',
    pattern: /token is malformed or otherwise invalid|Status Code: 400, Error Code: InvalidToken\b/gi,
    causes: { tokenDamaged: 0.45, tokenOtherEndpoint: 0.42, tokenExpired: 0.25 },
  },
  {
    id: 'throttling',
    strength: 'states',
    pattern:
      /IAM DB authentication throttling|Error Code: ThrottlingException\b|IAM authentication rate limit exceeded|too many competing requests|Rate of connection to proxy exceeded|Connections rate limit exceeded/gi,
    causes: { throttled: 0.95, serverStrained: 0.2 },
  },
  {
    id: 'logInternalError',
    strength: 'states',
    pattern: /internal IAM DB authentication error|Status Code: 500, Error Code: InternalError\b/gi,
    causes: { serverStrained: 0.9, throttled: 0.2 },
  },
]

/** What the database host itself writes of its question to AWS. */
const HOST_SIGNS: readonly Sign[] = [
  {
    id: 'hostWasRefused',
    strength: 'states',
    pattern:
      /rdsauthproxy(?=[\s\S]{0,2000}HTTP\/1\.[01] 403)|HTTP\/1\.[01] 403 Forbidden(?=[\s\S]{0,600}(?:rdsauthproxy|pam_authenticate))/gi,
    causes: {
      policyMissing: 0.5,
      otherSigner: 0.42,
      policyOtherId: 0.3,
      tokenOtherEndpoint: 0.25,
      tokenExpired: 0.2,
      organizationDenies: 0.15,
    },
    echoes: ['pamRefused'],
    family: 'postgres',
  },
  {
    id: 'hostHadNoAnswer',
    strength: 'states',
    pattern:
      /canceling authentication due to timeout|HTTP\/1\.[01] 50[0-9][^\n]{0,40}|rdsauthproxy[^\n]{0,60}(?:timed out|refused)/gi,
    causes: { serverStrained: 0.85, throttled: 0.4, policyMissing: 0.1 },
    echoes: ['pamRefused', 'noAnswer'],
  },
]

const SIGN_IN_SIGNS: readonly Sign[] = [
  {
    id: 'pamRefused',
    strength: 'refuses',
    pattern:
      /PAM authentication (?:failed|failure)|pam_authenticate failed|PAM-Authentifizierung[^\n]{0,80}fehlgeschlagen|authentification PAM[^\n]{0,20}chou|autentificaci[oó]n PAM/gi,
    causes: {
      policyMissing: 0.32,
      tokenExpired: 0.3,
      otherSigner: 0.22,
      tokenOtherEndpoint: 0.21,
      tokenDamaged: 0.18,
      policyOtherId: 0.17,
      userIamOnly: 0.14,
      organizationDenies: 0.1,
      serverStrained: 0.1,
      userOtherCase: 0.06,
      userMissing: 0.05,
      throttled: 0.05,
      userNotReady: 0.04,
      iamAuthOff: 0.04,
    },
    echoes: ['plaintextRefused', 'noRuleForClient', ...WAY_SIGNS],
    family: 'postgres',
  },
  {
    id: 'passwordRefused',
    strength: 'refuses',
    pattern:
      /password authentication failed|\b28P01\b|Passwort-Authentifizierung[^\n]{0,80}fehlgeschlagen|authentification par mot de passe[^\n]{0,20}chou|autentificaci[oó]n password|Authentication failed against (?:the )?database server|\bP1000\b/gi,
    causes: {
      userNotReady: 0.34,
      userMissing: 0.3,
      wrongPassword: 0.22,
      iamAuthOff: 0.2,
      userOtherCase: 0.12,
      proxyTakesNoToken: 0.1,
      proxyUserIamOnly: 0.06,
      tokenTooLong: 0.04,
    },
    echoes: ['plaintextRefused', 'noRuleForClient', ...WAY_SIGNS],
  },
  {
    id: 'accessDenied',
    strength: 'refuses',
    pattern:
      /Access denied for user (?!\S+ to database)(?:\\{0,3}['"`][^'"`\n]*\\{0,3}['"`]@\\{0,3}['"`][^'"`\n]*\\{0,3}['"`]|'[^'\n]*')(?! to database)(?:\s*\(using password: YES\))?|ER_ACCESS_DENIED_ERROR/gi,
    causes: {
      policyMissing: 0.27,
      tokenExpired: 0.25,
      userNotReady: 0.22,
      tokenDamaged: 0.2,
      tokenOtherEndpoint: 0.19,
      userMissing: 0.17,
      otherSigner: 0.16,
      policyOtherId: 0.14,
      tlsNotUsed: 0.23,
      otherHostRow: 0.12,
      cleartextOff: 0.11,
      organizationDenies: 0.08,
      iamAuthOff: 0.06,
      userOtherCase: 0.05,
      serverStrained: 0.05,
    },
    echoes: WAY_SIGNS,
    family: 'mysql',
  },
  {
    id: 'pluginNotLoaded',
    strength: 'states',
    pattern: /Plugin \\{0,3}['"`]?AWSAuthenticationPlugin\\{0,3}['"`]? is not loaded/gi,
    causes: { iamAuthOff: 0.95 },
    family: 'mysql',
  },
  {
    id: 'nothingSent',
    strength: 'states',
    pattern:
      /no password (?:was )?(?:supplied|provided)|using password: NO|client password must be a (?:non-empty )?string|empty password|password (?:is|was) (?:required|not (?:set|given|specified))|requires? a password|password missing|No password (?:has been )?provided/gi,
    causes: { noTokenSent: 0.92, noCredentials: 0.15 },
    echoes: ['accessDenied', 'plaintextRefused', 'noRuleForClient'],
  },
  {
    id: 'credentialsMissing',
    strength: 'states',
    pattern:
      /Unable to locate credentials|NoCredentialProviders|NoCredentialsError|(?:Could not|Unable to|failed to) (?:load|refresh|retrieve|find|get)[^\n]{0,30} credentials|no EC2 IMDS role found|CredentialsProviderError|CredentialsError|(?:SSO session|Token for \S+|token included in the request|SSO token)[^\n]{0,60}(?:expired|invalid)|Error (?:when retrieving|loading) (?:token|SSO)|ExpiredTokenException|InvalidClientTokenId|Profile file contained no credentials|config profile \([^)\n]*\) could not be found|not authorized to perform:? sts:AssumeRole\w*|InvalidIdentityToken|Region is missing|must specify a region|no valid providers in chain|MissingRegion|Unable to load (?:region|AWS)/gi,
    causes: { noCredentials: 0.95, otherSigner: 0.1 },
  },
  {
    id: 'clockOff',
    strength: 'states',
    pattern: /Signature (?:expired|not yet current)[^\n]{0,40}|RequestTimeTooSkewed|SignatureDoesNotMatch/gi,
    causes: { tokenExpired: 0.6, noCredentials: 0.4, tokenDamaged: 0.2 },
  },
]

/** The token itself, in what was pasted. */
const TOKEN_SIGNS: readonly Sign[] = [
  {
    id: 'rawTokenInAddress',
    strength: 'states',
    pattern: /:\/\/[^\s:@/]*:(?=[^\s@]{4,300}:\d{1,5}\/\?Action=connect&)/gi,
    causes: { tokenInAddress: 0.93 },
    echoes: ['portUnreadable', 'nameUnknown', 'addressUnreadable'],
  },
  {
    id: 'tokenPasted',
    strength: 'ends',
    pattern: /(?:\?|%3F)Action(?:=|%3D)connect/gi,
    causes: {
      tokenExpired: 0.4,
      tokenOtherEndpoint: 0.35,
      tokenDamaged: 0.3,
      policyMissing: 0.25,
      otherSigner: 0.2,
    },
  },
]

/** What Gatehouse's own sign-in finds of a server that does not behave as RDS does. */
const OWN_SIGNS: readonly Sign[] = [
  {
    id: 'tokenNotAsked',
    strength: 'states',
    pattern: /asked for an? [\w-]+ password instead of the token/gi,
    causes: { userNotReady: 0.6, userMissing: 0.45, iamAuthOff: 0.35, otherServer: 0.2 },
  },
  {
    id: 'letInWithoutToken',
    strength: 'states',
    pattern: /let the user in without asking for the token/gi,
    causes: { noTokenAsked: 0.9, otherServer: 0.4 },
  },
  {
    id: 'tokenSentBack',
    strength: 'states',
    pattern: /\btokenSentBack\b|sent the token back/gi,
    causes: { tokenRepeated: 0.95, otherServer: 0.3 },
  },
]

export const IAM_SIGNS: readonly Sign[] = [
  ...LOG_SIGNS,
  ...HOST_SIGNS,
  ...SIGN_IN_SIGNS,
  ...TOKEN_SIGNS,
  ...OWN_SIGNS,
]
