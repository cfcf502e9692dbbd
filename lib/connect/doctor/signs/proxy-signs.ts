import type { Sign } from '../sign'

/** RDS User Guide, "Troubleshooting for RDS Proxy"; reference of its log lines from public reports. */
export const PROXY_SIGNS: readonly Sign[] = [
  {
    id: 'proxyRefusedIam',
    strength: 'states',
    pattern:
      /IAM authentication failed for (?:the )?(?:user|role)|authentication with IAM authentication failed/gi,
    causes: {
      policyOtherId: 0.32,
      policyMissing: 0.3,
      tokenExpired: 0.28,
      otherSigner: 0.22,
      tokenOtherEndpoint: 0.2,
      tokenDamaged: 0.18,
      proxyUserIamOnly: 0.15,
      proxyNoSecret: 0.1,
      organizationDenies: 0.08,
    },
    echoes: ['passwordRefused', 'plaintextRefused', 'connectionLost'],
    viaProxy: true,
  },
  {
    id: 'proxyAskedPassword',
    strength: 'states',
    pattern: /use the correct password or enable IAM authentication/gi,
    causes: { proxyTakesNoToken: 0.4, tokenDamaged: 0.3 },
    viaProxy: true,
  },
  {
    id: 'proxyHasNoSecret',
    strength: 'states',
    pattern: /has no credentials for the role/gi,
    causes: { proxyNoSecret: 0.95 },
    echoes: ['passwordRefused', 'plaintextRefused'],
    viaProxy: true,
  },
  {
    id: 'proxySecretRefused',
    strength: 'states',
    pattern: /password that was provided for the role/gi,
    causes: { proxySecretWrong: 0.6, proxyTakesNoToken: 0.5, proxyUserIamOnly: 0.2 },
    echoes: ['passwordRefused', 'plaintextRefused'],
    viaProxy: true,
  },
  {
    id: 'proxySecretUnreadable',
    strength: 'states',
    pattern:
      /Credentials couldn.t be retrieved|not authorized to (?:read the AWS Secrets Manager secret|perform:? secretsmanager:GetSecretValue)/gi,
    causes: { proxySecondHop: 0.9, proxyNoSecret: 0.5 },
    echoes: ['credentialsMissing'],
    viaProxy: true,
  },
  {
    id: 'proxyMethod',
    strength: 'states',
    pattern: /RDS (?:Proxy )?supports only IAM/gi,
    causes: { proxyUnsupported: 0.85, proxyTakesNoToken: 0.3 },
    echoes: ['connectionLost'],
    viaProxy: true,
  },
  {
    id: 'proxyFeature',
    strength: 'states',
    pattern:
      /Feature not supported: RDS Proxy|RDS Proxy (?:currently )?(?:doesn.t|does not) support|RDS Proxy supports only version/gi,
    causes: { proxyUnsupported: 0.95 },
    echoes: ['connectionLost'],
    viaProxy: true,
  },
  {
    id: 'proxyWaited',
    strength: 'states',
    pattern: /Timed-?out waiting to acquire (?:a )?database connection/gi,
    causes: { proxySecondHop: 0.6, tooManyConnections: 0.5, serverStrained: 0.2 },
    echoes: ['noAnswer'],
    viaProxy: true,
  },
]
