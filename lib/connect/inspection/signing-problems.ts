import { problem, type TokenProblem } from './token-problem'
import type { TokenQuery } from './token-query'

const KNOWN = [
  'action',
  'dbuser',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]

const AGAIN = 'Issue it again with a signer of AWS for RDS (aws rds generate-db-auth-token, or an SDK).'

/** How it was signed, but for where and when. IAM User Guide, "Create a signed AWS API request". */
export function signingProblems(query: TokenQuery): TokenProblem[] {
  return [...purpose(query), ...credentials(query), ...spelling(query), ...signature(query)]
}

function purpose({ value }: TokenQuery): TokenProblem[] {
  const scope = value('X-Amz-Credential').split('/')
  const service = scope[3] ?? ''
  const problems: TokenProblem[] = []
  const action = value('Action')
  if (/^DbConnect/i.test(action) || service === 'dsql')
    problems.push(
      problem('otherService', 'It is a token of Aurora DSQL, which RDS and Aurora do not take.', AGAIN),
    )
  else if (service !== 'rds-db' && service !== '')
    problems.push(
      problem('otherService', `It was signed for the service ${service}, and RDS takes rds-db.`, AGAIN),
    )
  else if (action !== 'connect')
    problems.push(
      problem(
        'otherAction',
        action
          ? `Its action is ${action}, and RDS takes connect.`
          : 'It names no action: connect is missing.',
        AGAIN,
      ),
    )
  if (value('DBUser') === '')
    problems.push(problem('noUser', 'It names no database user.', 'Issue it for the user that signs in.'))
  else if (/[A-Z]/.test(value('DBUser')))
    problems.push(
      problem(
        'upperCaseUser',
        `It is for ${value('DBUser')}, letter for letter. PostgreSQL makes an unquoted name lower case when a user is created.`,
        'Compare it with the name in the database, and sign in with exactly that.',
        { isSure: false },
      ),
    )
  return problems
}

function credentials({ value, has }: TokenQuery): TokenProblem[] {
  const [key = ''] = value('X-Amz-Credential').split('/')
  const session = has('X-Amz-Security-Token') && value('X-Amz-Security-Token') !== ''
  if (key.startsWith('ASIA') && !session)
    return [
      problem(
        'sessionTokenMissing',
        'It was signed with a temporary key (ASIA…) but carries no session token: AWS does not know that key alone.',
        'Give the signer all three: access key, secret and AWS_SESSION_TOKEN.',
      ),
    ]
  if (key.startsWith('AKIA') && session)
    return [
      problem(
        'sessionTokenExtra',
        'It was signed with a long-term key (AKIA…) and carries a session token of other credentials.',
        'Clear AWS_SESSION_TOKEN, or give the signer the key that belongs to it.',
      ),
    ]
  if (key !== '' && !/^(AKIA|ASIA)[A-Z0-9]{12,}$/.test(key))
    return [
      problem(
        'notAnAccessKey',
        'What stands as its access key has not the form of one (AKIA…, ASIA…).',
        AGAIN,
      ),
    ]
  return []
}

/** A value that was not percent-encoded was signed in another form than the one that is sent. */
function spelling({ pairs }: TokenQuery): TokenProblem[] {
  const names = pairs.map(({ name }) => name.toLowerCase())
  const problems: TokenProblem[] = []
  if (names.some(name => name !== '' && !KNOWN.includes(name)))
    problems.push(
      problem(
        'rawAmpersand',
        'A raw & stands within one of its values, most likely in the name of the database user.',
        'Let a signer of AWS make the token: it writes %26 there.',
      ),
    )
  if (pairs.some(({ name, raw }) => KNOWN.includes(name.toLowerCase()) && /[+/=@: ]/.test(raw)))
    problems.push(
      problem(
        'notEncoded',
        'A value in it is not percent-encoded (it holds a raw +, /, =, @ or :).',
        'Something decoded the token, or put it together by hand. Pass it on as the signer returned it.',
      ),
    )
  if (new Set(names).size < names.length)
    problems.push(problem('repeated', 'It names a parameter twice: two tokens run together.', AGAIN))
  return problems
}

function signature({ value }: TokenQuery): TokenProblem[] {
  const headers = value('X-Amz-SignedHeaders')
  const algorithm = value('X-Amz-Algorithm')
  return (headers !== '' && headers !== 'host') || (algorithm !== '' && algorithm !== 'AWS4-HMAC-SHA256')
    ? [
        problem(
          'signedHeaders',
          'It is signed in another way than RDS checks: its host alone, by AWS4-HMAC-SHA256.',
          AGAIN,
        ),
      ]
    : []
}
