import type { CauseTable } from '../cause-words'

const TOKEN_TELLS = 'The token: pasted here, it is taken apart in this browser and not sent.'

/** RDS User Guide, "Troubleshooting for IAM DB authentication". */
export const IAM_CAUSES: CauseTable<
  | 'iamAuthOff'
  | 'policyMissing'
  | 'policyOtherId'
  | 'otherSigner'
  | 'organizationDenies'
  | 'throttled'
  | 'serverStrained'
  | 'tokenRepeated'
  | 'noTokenAsked'
> = {
  iamAuthOff: {
    step: 'iam',
    check: 'switch',
    fix: 'switchOn',
    title: ({ target }) => `IAM authentication is off on ${target}`,
    titleIfOk: () => 'IAM authentication is on',
    explanation: () => 'While it is off, a token is taken for a password, or its plugin is not there at all.',
    advice: () => 'Switch it on. A cluster is switched as a whole, and it takes some minutes.',
    wouldTell: 'The target as AWS describes it now.',
  },
  policyMissing: {
    step: 'iam',
    check: 'policy',
    fix: 'grant',
    title: ({ user, signer, caller, policyAllows }) =>
      policyAllows
        ? 'A policy was changed a moment ago and does not count yet'
        : `No policy lets ${caller ?? signer} connect as ${user}`,
    titleIfOk: ({ user, signer }) => `${signer} may connect as ${user}`,
    explanation: ({ policyAllows }) =>
      policyAllows
        ? 'The policies read here allow it. A change takes some time to reach every database.'
        : 'Signing a token needs no right, so a token looks good until the database asks AWS for rds-db:connect.',
    advice: ({ user, policyAllows }) =>
      policyAllows
        ? 'Wait some minutes and try again.'
        : `Grant rds-db:connect on this target’s resource id for ${user}.`,
    wouldTell: 'The policies of who signed, evaluated for this target and user.',
  },
  policyOtherId: {
    step: 'iam',
    check: 'policyId',
    fix: 'grant',
    title: () => 'A policy names another resource id than the one that is asked',
    titleIfOk: () => 'The policies name this target’s own resource id',
    explanation: () =>
      'rds-db:connect takes db-… of an instance, cluster-… of Aurora and prx-… of a proxy, never a name. After a restore the id is a new one.',
    advice: () => 'Put this target’s own resource id into the policy, as a grant does.',
    wouldTell: 'The ids that policies name for this user, held against the targets that exist.',
  },
  otherSigner: {
    step: 'iam',
    check: 'signer',
    fix: 'pasteToken',
    title: ({ caller }) =>
      caller
        ? `${caller} signed the token`
        : 'Another role signed the token than the one that holds the policy',
    titleIfOk: ({ signer }) => `${signer} signed the token`,
    explanation: () =>
      'In a container the node’s or the execution role signs where the role of the task or pod was not found; on a laptop, the default profile.',
    advice: () =>
      'Give the policy to the role that signs, or give the program the role that was meant. Ask it: aws sts get-caller-identity.',
    wouldTell: 'The access key of the token, or a line of iam-db-auth-error, which names the caller.',
    copyText: () => 'aws sts get-caller-identity',
  },
  organizationDenies: {
    step: 'iam',
    check: 'organization',
    fix: 'none',
    title: () => 'A policy of the organisation or a permissions boundary denies it',
    titleIfOk: () => 'No organisation policy and no boundary denies it',
    explanation: () =>
      'Both stand above what the role’s own policies allow, and cannot always be read from this account.',
    advice: () => 'Ask whoever keeps the organisation’s policies to allow rds-db:connect here.',
    wouldTell: 'The organisation’s policies, where they can be read.',
  },
  throttled: {
    step: 'iam',
    check: 'load',
    fix: 'none',
    title: () => 'Too many sign-ins at once: AWS throttles IAM authentication',
    titleIfOk: () => 'IAM authentication is not throttled',
    explanation: () =>
      'Each new connection is asked of AWS. A storm of them is slowed down and then refused.',
    advice: () => 'Connect less often: keep connections in a pool, or put RDS Proxy in front.',
    wouldTell: 'The metric IamDbAuthConnectionFailureThrottling.',
  },
  serverStrained: {
    step: 'iam',
    check: 'load',
    fix: 'none',
    title: ({ target }) =>
      `${target} could not ask AWS in time: it is short of memory, or AWS answered with an error`,
    titleIfOk: ({ target }) => `${target} has memory, and AWS answers it`,
    explanation: () =>
      'The host asks AWS about every token. A small instance under load fails at it now and then, without any fault of the token.',
    advice: () => 'Try again. If it comes back, give the instance more memory or fewer new connections.',
    wouldTell: 'FreeableMemory and IamDbAuthConnectionFailureServerError over the last hour.',
  },
  tokenRepeated: {
    step: 'role',
    check: null,
    fix: 'none',
    title: () => 'The target gave the token back',
    titleIfOk: () => 'The target keeps the token to itself',
    explanation: () => 'Something there repeats passwords in its answers.',
    advice: () => 'Find it before anyone signs in again.',
    wouldTell: 'What listens at the other end.',
  },
  noTokenAsked: {
    step: 'iam',
    check: 'network',
    fix: 'none',
    title: () => 'The target lets this user in without any token',
    titleIfOk: () => 'The target asks for a token',
    explanation: () => 'A pooler or proxy in between signs in by itself: who may pass it is not up to IAM.',
    advice: () => 'Find out what stands in between, and who may reach it.',
    wouldTell: 'What listens at the other end.',
  },
}

export const TOKEN_CAUSES: CauseTable<
  | 'tokenExpired'
  | 'tokenOtherEndpoint'
  | 'tokenDamaged'
  | 'tokenTooLong'
  | 'tokenInAddress'
  | 'noTokenSent'
  | 'noCredentials'
> = {
  tokenExpired: {
    step: 'iam',
    check: 'token',
    fix: 'pasteToken',
    title: () => 'The token was older than 15 minutes, or its session had ended',
    titleIfOk: () => 'The token was in time',
    explanation: () =>
      'A token opens connections for 15 minutes, and no longer than the AWS session that signed it. A clock that is wrong makes it look old as well.',
    advice: () => 'Make a new token for every connection instead of keeping one.',
    wouldTell: TOKEN_TELLS,
  },
  tokenOtherEndpoint: {
    step: 'iam',
    check: 'token',
    fix: 'pasteToken',
    title: () => 'The token was signed for another host, port, Region or user',
    titleIfOk: ({ host }) => `The token was signed for ${host}`,
    explanation: () =>
      'Names are compared letter by letter. Custom DNS names, addresses and a tunnel’s localhost cannot be signed for; an upper-case host or user is another one.',
    advice: () => 'Sign for the endpoint’s own name and port, and dial the tunnel or the other name.',
    wouldTell: TOKEN_TELLS,
  },
  tokenDamaged: {
    step: 'iam',
    check: 'token',
    fix: 'pasteToken',
    title: () => 'The token was cut off or changed on its way',
    titleIfOk: () => 'The token is whole',
    explanation: () =>
      'A line break at its end, an & without quotes in a shell, a prompt that takes so many letters, an encoding too many: each breaks the signature.',
    advice: () =>
      'Hand it over in quotes or in a variable such as PGPASSWORD, not by pasting it at a prompt.',
    wouldTell: TOKEN_TELLS,
  },
  tokenTooLong: {
    step: 'iam',
    check: null,
    fix: 'none',
    title: () => 'The client or pooler takes no password as long as a token',
    titleIfOk: () => 'The client takes a token whole',
    explanation: () =>
      'A token has some 800 to 2,000 letters. Older poolers and prompts cut a password after 128 to 996.',
    advice: () =>
      'Update it, or let it sign in by another way. PgBouncer takes long passwords since its limit was raised.',
    wouldTell: 'The version of the client or pooler.',
  },
  tokenInAddress: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The token stands in an address without being encoded',
    titleIfOk: () => 'The address can be read',
    explanation: () =>
      'A token holds : / ? and &. In a URI the first of them ends the password, and the rest is read as host, port and options.',
    advice: () =>
      'Encode it for the URI, or leave it out and hand it over as PGPASSWORD or in a field of its own.',
    wouldTell: 'The address itself: pasted here, it is read in this browser and not sent.',
  },
  noTokenSent: {
    step: 'iam',
    check: null,
    fix: 'recipe',
    title: () => 'The client sent no token at all',
    titleIfOk: () => 'The client sends a token',
    explanation: () =>
      'The variable was empty, the function that makes the token returned nothing, or it was not awaited.',
    advice: () => 'Look at what the password is just before it connects: its length, not its text.',
    wouldTell: 'The length of the password that the client was given.',
  },
  noCredentials: {
    step: 'iam',
    check: null,
    fix: 'copy',
    title: () => 'The program found no valid AWS credentials to sign with',
    titleIfOk: () => 'The program has AWS credentials',
    explanation: () =>
      'No token was made: the session ended, the role was not attached, the metadata service did not answer, or no Region is set.',
    advice: () =>
      'Sign in again (aws sso login), or attach the role to the pod, task or instance. Then ask who one is.',
    wouldTell: 'aws sts get-caller-identity, run where the program runs.',
    copyText: () => 'aws sts get-caller-identity',
  },
}
