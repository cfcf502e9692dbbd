import { familyOf } from '@/lib/access/model/engine-family/engine-families'
import type { ConnectionFailure, Diagnosis, FailureContext } from './diagnosis'

type Rule = (text: string, code: string, context: FailureContext) => Diagnosis | null

/** RDS User Guide, "Troubleshooting for IAM DB authentication"; RDS Proxy, "Troubleshooting". The first that answers wins. */
const rules: Rule[] = [
  (text, code) =>
    /rate limit exceeded|too many competing requests|throttl/i.test(text) || code === '53300'
      ? {
          step: 'iam',
          title: 'Too many sign-ins at once',
          causes: ['Connect less often: use a pool or RDS Proxy.'],
        }
      : null,
  (text, _, context) =>
    /has no credentials for the role|password that was provided for the role/i.test(text)
      ? {
          step: 'iam',
          title: 'The proxy cannot sign in to the database as this user',
          causes: [
            context.secondHopFails ??
              'Its secret for this user is missing or differs from the database’s password.',
          ],
        }
      : null,
  text =>
    /AWSAuthenticationPlugin.*not loaded/i.test(text)
      ? {
          step: 'iam',
          title: 'IAM authentication is off on this target',
          causes: ['Turn it on in the target’s settings.'],
        }
      : null,
  (text, code) =>
    /mysql_clear_password|cleartext/i.test(text) || code === 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED'
      ? {
          step: 'iam',
          title: 'The client refuses to send the token',
          causes: [
            'Use --enable-cleartext-plugin, or enableCleartextPlugin in mysql2. TLS keeps the token private.',
          ],
        }
      : null,
  (text, code, context) =>
    /PAM authentication failed|IAM authentication failed|Access denied for user|password authentication failed/i.test(
      text,
    ) ||
    code === '28000' ||
    code === '28P01'
      ? refused(text, context)
      : null,
  (text, code) =>
    code === '3D000' || /database ".*" does not exist|Unknown database/i.test(text)
      ? {
          step: 'role',
          title: 'The database of that name does not exist',
          causes: ['Choose another database name.'],
        }
      : null,
  (text, code, context) =>
    /role ".*" is not permitted to log in/i.test(text)
      ? {
          step: 'role',
          title: `${context.databaseUser} may not log in`,
          causes: ['Alter the role with LOGIN.'],
        }
      : code === '42501' || /permission denied for database/i.test(text)
        ? {
            step: 'role',
            title: `${context.databaseUser} is let in by IAM but not by the database`,
            causes: ['Grant CONNECT on the database to this user.'],
          }
        : null,
]

export function serverFailure(error: ConnectionFailure, context: FailureContext): Diagnosis | null {
  for (const rule of rules) {
    const found = rule(error.message, error.code ?? '', context)
    if (found) return found
  }
  return null
}

/** RDS User Guide, "Troubleshooting for RDS Proxy": the second hop is the proxy's own sign-in. */
const BEHIND = 'The proxy cannot sign in to its database as this user: by its secret, or by its own role.'

/** The list of reference section 9, with what is already known to be the cause first and what is known not to be left out. */
function refused(text: string, context: FailureContext): Diagnosis {
  const { databaseUser: user } = context
  const membership = `${user} ${familyOf(context).words.isNotReady}`
  const asPassword = /password authentication failed/i.test(text)
  const policy = `No policy of the signer allows rds-db:connect as ${user} here, or a statement, boundary or SCP denies it.`
  const known = [
    context.iamAuthAccepted === false && 'IAM authentication is off on this target.',
    context.userIamReady === false && `${membership}.`,
    context.secondHopFails ?? false,
    context.policyAllows === false && policy,
    asPassword &&
      context.userIamReady === null &&
      !context.viaProxy &&
      `${membership}: the token was taken for a password.`,
  ]
  const possible = [
    !context.freshToken && 'The token is older than 15 minutes, or the session that signed it has ended.',
    context.policyAllows === null && `${policy} A policy change takes time to arrive.`,
    context.policyAllows === true &&
      'A policy was changed a moment ago, or a policy of the organisation that cannot be read here denies it.',
    context.viaProxy && 'The policy names the database’s resource id: a proxy is asked by its own prx- id.',
    !context.freshToken &&
      'The signed user, host, port or region is not the one connected to: names are compared letter by letter.',
    !context.freshToken && 'The token was cut off or gained a line break on its way.',
    context.iamAuthAccepted === null && 'IAM authentication is off on this target.',
    context.userIamReady === null && !context.viaProxy && !asPassword && `${membership}, or does not exist.`,
    context.viaProxy && !context.secondHopFails && BEHIND,
  ]
  const causes = [...known, ...possible].filter(cause => typeof cause === 'string')
  return { step: 'iam', title: `The target refused ${user}`, causes }
}
