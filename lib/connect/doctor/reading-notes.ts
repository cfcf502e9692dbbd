import type { SignId } from './sign'

const REFUSALS: readonly SignId[] = [
  'pamRefused',
  'passwordRefused',
  'proxyRefusedIam',
  'proxyHasNoSecret',
  'proxySecretRefused',
]

/** How to read what was pasted, where it misleads. */
export function notesOn(signs: readonly SignId[]): string[] {
  const has = (...ids: readonly SignId[]) => ids.some(id => signs.includes(id))
  return [
    has(...REFUSALS) &&
      has('plaintextRefused', 'noRuleForClient') &&
      'The line about pg_hba.conf is not a second fault: after a refusal the client tries once more without TLS, and RDS turns that away by rule. Read the other line only.',
    has('plaintextRefused') &&
      !has(...REFUSALS) &&
      'A client that may do without TLS shows its second attempt only. If it was told to use TLS, ask for it alone (sslmode=require or verify-full): then its first error is seen.',
    has('pamRefused') &&
      'PostgreSQL says the same of every token that it refuses. The RDS log iam-db-auth-error says why.',
    has('rightDenied', 'grantDenied', 'connectDenied', 'readOnly', 'databaseMissing') &&
      'The sign-in itself worked: no policy of IAM has anything to do with this.',
    has('proxyRefusedIam') &&
      'RDS Proxy said this, not the database. A proxy that signs in with a secret needs a database user with a password: there, a user that is ready for IAM (by rds_iam, or the IAM plugin) is the mistake and not the cure.',
    has('connectionLost') && signs.length > 1 && 'That the connection was closed is how it ended, not why.',
  ].filter(note => note !== false)
}
