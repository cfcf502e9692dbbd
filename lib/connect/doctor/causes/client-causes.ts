import type { CauseTable } from '../cause-words'
import { cleartextAdvice } from '../cleartext-advice'

export const CLIENT_CAUSES: CauseTable<
  'cleartextOff' | 'cleartextUnknown' | 'methodUnknown' | 'addressUnreadable'
> = {
  cleartextOff: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The client refuses to send the token',
    titleIfOk: () => 'The client sends the token',
    explanation: () =>
      'A token goes to MySQL and MariaDB as clear text inside TLS, and clients do that only when told to. The server is in order: it asked for a token.',
    advice: ({ client }) => cleartextAdvice(client).text,
    wouldTell: 'The client’s option for clear text.',
    copyText: ({ client }) => cleartextAdvice(client).line,
  },
  cleartextUnknown: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The client cannot send a token at all',
    titleIfOk: () => 'The client can send a token',
    explanation: () =>
      'It does not know mysql_clear_password, the way in which MySQL and MariaDB ask for a token.',
    advice: ({ client }) => cleartextAdvice(client).text,
    wouldTell: 'The client and its version.',
    copyText: ({ client }) => cleartextAdvice(client).line,
  },
  methodUnknown: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The client does not know the sign-in that the server asks for',
    titleIfOk: () => 'The client knows the sign-in',
    explanation: ({ family }) =>
      `It is too old for it. And a server that asks for a password has a user that ${family.words.isNotReady}: a token would be asked for otherwise.`,
    advice: () => 'Update the client and its library. If a token was meant, look at the user as well.',
    wouldTell: 'The version of the client, and how the user signs in.',
  },
  addressUnreadable: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The client cannot read its own connection settings',
    titleIfOk: () => 'The settings can be read',
    explanation: () =>
      'It stopped before it connected: an option it does not know, or a value without its quotes. MariaDB’s client, for one, refuses --ssl-mode.',
    advice: () => 'Take the recipe of exactly this client.',
    wouldTell: 'The line that starts the client.',
  },
}

/** Of the way there: none of it is a matter of IAM, which was not asked yet. */
export const NETWORK_CAUSES: CauseTable<
  'hostUnknown' | 'nothingListens' | 'noAnswer' | 'connectionCut' | 'notRunning' | 'otherServer'
> = {
  hostUnknown: {
    step: 'dns',
    check: 'network',
    fix: 'none',
    title: ({ host }) => `${host} has no address where the client runs`,
    titleIfOk: ({ host }) => `${host} has an address here`,
    explanation: () =>
      'The name is mistyped, the target was renamed or deleted, or it resolves inside the VPC only. An endpoint changes with its target’s name.',
    advice: () => 'Take the endpoint from here, and look the name up where the program runs.',
    wouldTell: 'A lookup of the name on the client’s machine.',
  },
  nothingListens: {
    step: 'tcp',
    check: 'network',
    fix: 'none',
    title: ({ place }) => `Nothing listens on ${place}`,
    titleIfOk: ({ place }) => `${place} answers`,
    explanation: () => 'The port is not the endpoint’s, the tunnel is closed, or the target is stopped.',
    advice: () => 'Check the port, open the tunnel again, or start the target.',
    wouldTell: 'A connection to the port from the client’s machine.',
  },
  noAnswer: {
    step: 'tcp',
    check: 'network',
    fix: 'none',
    title: ({ place }) => `${place} does not answer the client`,
    titleIfOk: ({ place }) => `${place} answers`,
    explanation: () =>
      'A security group, a network ACL or a missing route keeps it out, or the endpoint is private. Policies of IAM were not asked yet.',
    advice: () => 'Connect from inside the VPC or through a tunnel, or let the client’s address in.',
    wouldTell: 'A connection to the port from the client’s machine.',
  },
  connectionCut: {
    step: 'tcp',
    check: 'network',
    fix: 'none',
    title: () => 'The connection was cut while it was open or being made',
    titleIfOk: ({ place }) => `${place} keeps connections`,
    explanation: () =>
      'A failover, a restart, an idle limit, or something between client and server that ends connections.',
    advice: () =>
      'Connect again. A pool should test a connection before it lends it, and close it before the limits do.',
    wouldTell: 'The events of the target, and what else the client wrote before.',
  },
  notRunning: {
    step: 'tcp',
    check: 'switch',
    fix: 'none',
    title: ({ target }) => `${target} is not taking connections now`,
    titleIfOk: ({ target }) => `${target} is available`,
    explanation: () =>
      'It is stopped, starting, restarting or paused. A paused Aurora Serverless wakes at the first attempt and answers some seconds later.',
    advice: () => 'Wait and try again, or start it.',
    wouldTell: 'The status of the target as AWS describes it now.',
  },
  otherServer: {
    step: 'tcp',
    check: 'network',
    fix: 'none',
    title: () => 'Something else than the target answered',
    titleIfOk: ({ target }) => `${target} itself answers`,
    explanation: () =>
      'The tunnel or the port leads elsewhere: to another engine, a pooler, a local database.',
    advice: () => 'Look at what was dialled: host, port and tunnel.',
    wouldTell: 'What listens at the other end.',
  },
}
