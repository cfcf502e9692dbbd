import { bare } from '@/lib/access/model/clause'
import type { CauseTable } from '../cause-words'

const PROXY_TELLS = 'The proxy’s own settings, its secrets and its role.'

/** RDS User Guide, "Troubleshooting for RDS Proxy", "Connecting to a database through RDS Proxy". */
export const PROXY_CAUSES: CauseTable<
  | 'proxyNoSecret'
  | 'proxySecretWrong'
  | 'proxyUserIamOnly'
  | 'proxySecondHop'
  | 'proxyTakesNoToken'
  | 'proxyUnsupported'
> = {
  proxyNoSecret: {
    step: 'iam',
    check: 'secondHop',
    fix: 'none',
    title: ({ user }) => `The proxy has no secret for ${user}`,
    titleIfOk: ({ user }) => `The proxy has a secret for ${user}`,
    explanation: () =>
      'It signs in to the database with a secret for each user, and found none with this user name.',
    advice: ({ user }) => `Add a secret with the username ${user} to the proxy, and let its role read it.`,
    wouldTell: PROXY_TELLS,
  },
  proxySecretWrong: {
    step: 'iam',
    check: 'secondHop',
    fix: 'none',
    title: ({ user }) => `The proxy’s secret for ${user} and what was sent or stored differ`,
    titleIfOk: () => 'The proxy’s secret is right',
    explanation: () =>
      'The password in Secrets Manager is not the one of the database, or not the one that the client sent.',
    advice: () => 'Set the secret and the database’s password to the same, or rotate the secret.',
    wouldTell: PROXY_TELLS,
  },
  proxyUserIamOnly: {
    step: 'iam',
    check: 'secondHop',
    fix: 'takeIamAway',
    title: ({ user, family }) =>
      `Behind the proxy ${user} ${family.words.isReady}, but the proxy signs in with a password`,
    titleIfOk: ({ user }) => `Behind the proxy ${user} takes the proxy’s password`,
    explanation: () =>
      'The token is for the proxy. Its own sign-in uses a secret, and a user that signs in by IAM takes no password.',
    advice: ({ user }) => `Take IAM away from ${user}, or change the proxy to IAM end to end.`,
    wouldTell: 'The proxy’s way of signing in, and the user in the database behind it.',
  },
  proxySecondHop: {
    step: 'iam',
    check: 'secondHop',
    fix: 'none',
    title: ({ secondHopFails }) => bare(secondHopFails ?? 'The proxy does not get on to its database'),
    titleIfOk: () => 'The proxy gets on to its database',
    explanation: () =>
      'A proxy signs in for itself, by its secret or by its own role: with that the client’s token has nothing to do.',
    advice: () => 'Look at the health of the proxy’s target, its secret, its role and its security group.',
    wouldTell: 'The health of the proxy’s target, as AWS describes it.',
  },
  proxyTakesNoToken: {
    step: 'iam',
    check: 'secondHop',
    fix: 'none',
    title: () => 'This proxy takes passwords, not tokens',
    titleIfOk: () => 'The proxy takes tokens',
    explanation: () =>
      'IAM authentication is a setting of the proxy, for each secret or as its default. Without it a token is a wrong password.',
    advice: () => 'Set IAM authentication to required on the proxy, or sign in with the password.',
    wouldTell: PROXY_TELLS,
  },
  proxyUnsupported: {
    step: 'iam',
    check: null,
    fix: 'none',
    title: () => 'RDS Proxy does not support what the client asked for',
    titleIfOk: () => 'RDS Proxy supports what the client asks for',
    explanation: () =>
      'Options at the start of a connection, GSS encryption, replication and some sign-ins are not for a proxy.',
    advice: () =>
      'Take the option out of the connection (options, gssencmode=disable), or connect to the database itself.',
    wouldTell: 'The settings of the client.',
  },
}
