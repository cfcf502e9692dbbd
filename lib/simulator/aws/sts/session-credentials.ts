import type { Session } from '@/lib/simulator/world/world'

/** STS API Reference, Credentials: as every operation gives them that opens a session. */
export function credentialsOf({ accessKeyId, secret, token, expiresAt }: Session) {
  return { AccessKeyId: accessKeyId, SecretAccessKey: secret, SessionToken: token, Expiration: expiresAt }
}
