import type { CauseTable } from '../cause-words'

const SCAN_TELLS = 'The users of the database, read now as the scan user.'

/** RDS User Guide, "Creating a database account using IAM authentication". */
export const USER_CAUSES: CauseTable<
  | 'userMissing'
  | 'userNotReady'
  | 'userOtherCase'
  | 'userIamOnly'
  | 'userClosed'
  | 'otherHostRow'
  | 'hostBlocked'
  | 'wrongPassword'
> = {
  userMissing: {
    step: 'iam',
    check: 'databaseUser',
    fix: 'createUser',
    title: ({ user, userName }) => `The database has no user ${userName ? user : 'of that name'}`,
    titleIfOk: ({ user }) => `${user} exists`,
    explanation: () => 'AWS does not create a database user, neither for a policy nor for a token.',
    advice: ({ user }) => `Create ${user} in the database, ready for IAM.`,
    wouldTell: SCAN_TELLS,
  },
  userNotReady: {
    step: 'iam',
    check: 'databaseUser',
    fix: 'makeReady',
    title: ({ user, family }) => `${user} ${family.words.isNotReady}: the token was taken for a password`,
    titleIfOk: ({ user, family }) => `${user} ${family.words.isReady}`,
    explanation: ({ family }) =>
      `Only a user that ${family.words.mustBe} signs in with a token. Others are asked for a password.`,
    advice: ({ user }) => `Make ${user} ready for IAM. Its password stops working then.`,
    wouldTell: SCAN_TELLS,
  },
  userOtherCase: {
    step: 'iam',
    check: 'databaseUser',
    fix: 'none',
    title: ({ user }) => `The database user is written otherwise than ${user}`,
    titleIfOk: ({ user }) => `${user} is written as in the database`,
    explanation: ({ family }) => `Upper and lower case count. ${family.words.rewritesNames}`.trim(),
    advice: () => 'Write the name in the token, the policy and the client exactly as in the database.',
    wouldTell: SCAN_TELLS,
  },
  userIamOnly: {
    step: 'iam',
    check: null,
    fix: 'issueToken',
    title: ({ user }) => `A password was sent, but ${user} signs in by IAM only`,
    titleIfOk: ({ user }) => `${user} signs in with what was sent`,
    explanation: ({ family: { words } }) =>
      `Whoever ${words.signsIn}${words.alsoThrough} is asked for a token, and its password no longer counts. The master user too.`,
    advice: ({ family }) =>
      `Sign in with a token, or take ${family.readyBy} away from whoever needs a password.`,
    wouldTell: 'Whether what was sent was a token, and whether the user is ready for one.',
  },
  userClosed: {
    step: 'role',
    check: 'databaseUser',
    fix: 'makeReady',
    title: ({ user }) => `${user} may not log in`,
    titleIfOk: ({ user }) => `${user} may log in`,
    explanation: () =>
      'It is a role without LOGIN, its account is locked or has expired, or it may hold no session.',
    advice: ({ user }) => `Let ${user} log in again, if it is meant to.`,
    wouldTell: SCAN_TELLS,
  },
  otherHostRow: {
    step: 'iam',
    check: 'databaseUser',
    fix: 'makeReady',
    title: ({ user }) => `No account ${user}@host that signs in by IAM fits the address it came from`,
    titleIfOk: ({ user }) => `The account of ${user} fits every address`,
    explanation: () =>
      'In MySQL and MariaDB the narrowest host part that fits decides. A second account of the name, with a password, goes before the one of every host.',
    advice: () => 'Make the account for the host it comes from, or remove the narrower one.',
    wouldTell: 'All accounts of that name with their host parts.',
  },
  hostBlocked: {
    step: 'role',
    check: null,
    fix: 'copy',
    title: () => 'The server blocks this client after too many broken connections',
    titleIfOk: () => 'The server blocks nobody',
    explanation: () =>
      'It counts connections that ended before they signed in, up to max_connect_errors: health checks do that.',
    advice: () => 'Clear the count, then find what opens connections without signing in.',
    wouldTell: 'performance_schema.host_cache on the server.',
    copyText: () => 'TRUNCATE TABLE performance_schema.host_cache;',
  },
  wrongPassword: {
    step: 'iam',
    check: null,
    fix: 'issueToken',
    title: ({ user }) => `A password was sent for ${user}, and it is the wrong one`,
    titleIfOk: () => 'The password is right',
    explanation: () => 'If no token was meant at all, this is a password matter and IAM has no part in it.',
    advice: () => 'Sign in with a token, if the user is ready for it.',
    wouldTell: 'Whether what was sent was a token.',
  },
}

/** What comes after a sign-in that worked, or has nothing to do with who one is. */
export const INSIDE_CAUSES: CauseTable<
  'noConnectRight' | 'noRightInside' | 'cannotPassOn' | 'databaseMissing' | 'tooManyConnections' | 'readOnly'
> = {
  noConnectRight: {
    step: 'role',
    check: null,
    fix: 'addRights',
    title: ({ user, database }) => `${user} is let in by IAM but not by ${database ?? 'the database'}`,
    titleIfOk: ({ user, database }) => `${user} may connect to ${database ?? 'the database'}`,
    explanation: () =>
      'The sign-in worked. The right CONNECT on this database is missing, or there is no rule for it.',
    advice: ({ user, database }) => `Grant CONNECT on ${database ?? 'the database'} to ${user}.`,
    wouldTell: 'The user’s rights inside the database.',
  },
  noRightInside: {
    step: 'role',
    check: null,
    fix: 'addRights',
    title: ({ user }) => `${user} signed in, and lacks a right inside the database`,
    titleIfOk: ({ user }) => `${user} has the right`,
    explanation: () =>
      'IAM decides who signs in and nothing more. What one may read or write is granted in the database.',
    advice: ({ user }) => `Give ${user} rights on the schema or table that is named.`,
    wouldTell: 'The user’s rights inside the database.',
  },
  cannotPassOn: {
    step: 'role',
    check: null,
    fix: 'none',
    title: () => 'Whoever ran this may not create that user or hand on that role',
    titleIfOk: () => 'Whoever runs this may hand on the role',
    explanation: () =>
      'It signed in. To grant a role one must hold it WITH ADMIN OPTION, and on RDS nobody is a superuser.',
    advice: () => 'Run it as the master user, or be granted the role WITH ADMIN OPTION first.',
    wouldTell: 'The memberships of whoever ran it.',
  },
  databaseMissing: {
    step: 'role',
    check: null,
    fix: 'none',
    title: ({ database }) => `There is no database ${database ?? 'of that name'}`,
    titleIfOk: () => 'The database of that name exists',
    explanation: ({ family }) =>
      family.defaultDatabase
        ? 'The sign-in worked. Where no database is named, clients take the user’s name for it.'
        : 'The sign-in worked.',
    advice: ({ family: { defaultDatabase, label } }) =>
      defaultDatabase
        ? `Name a database that exists: ${defaultDatabase} is in every ${label}.`
        : 'Name a database that exists.',
    wouldTell: 'The databases of the server.',
  },
  tooManyConnections: {
    step: 'role',
    check: 'load',
    fix: 'none',
    title: ({ target }) => `All connections of ${target} are in use`,
    titleIfOk: () => 'There are free connections',
    explanation: () =>
      'The server, the user or the database has a limit, and it is reached. Some places are kept for administrators.',
    advice: () => 'Close what is idle, use a pool with a limit, or put RDS Proxy in front.',
    wouldTell: 'The metric DatabaseConnections beside max_connections.',
  },
  readOnly: {
    step: 'role',
    check: 'network',
    fix: 'none',
    title: () => 'This is a reader: it takes no writes',
    titleIfOk: () => 'The endpoint is the writer’s',
    explanation: () =>
      'The sign-in worked. The endpoint is a reader’s, or a failover changed who writes while the connection stayed.',
    advice: () => 'Connect to the writer endpoint, and open connections anew after a failover.',
    wouldTell: 'Which endpoint was dialled, and who writes now.',
  },
}
