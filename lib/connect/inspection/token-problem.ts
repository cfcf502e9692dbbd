/**
 * Everything that can be wrong with a token: what hides it; what a new one would have again, since it was signed so; what
 * happened to it on the way; what a new one ends. Of what may be right as it is, the same order stands behind all that is sure.
 */
export const TOKEN_PROBLEMS = [
  'notAToken',
  'cutAtAmpersand',
  'cut',
  'localhost',
  'ipAddress',
  'notRdsHost',
  'upperCaseHost',
  'badPort',
  'otherRegion',
  'otherService',
  'otherAction',
  'noUser',
  'sessionTokenMissing',
  'sessionTokenExtra',
  'notAnAccessKey',
  'rawAmpersand',
  'notEncoded',
  'repeated',
  'signedHeaders',
  'scopeDate',
  'badLife',
  'badDate',
  'encodedTwice',
  'encoded',
  'escapedAmpersand',
  'scheme',
  'lineBreaks',
  'newline',
  'whiteSpace',
  'quotes',
  'prefix',
  'prompt',
  'surrounded',
  'future',
  'expired',
  'unusualPort',
  'upperCaseUser',
] as const
export type TokenProblemId = (typeof TOKEN_PROBLEMS)[number]

export interface TokenProblem {
  id: TokenProblemId
  /** What is wrong, and why that matters. */
  title: string
  /** What to do. */
  advice: string
  /** False: it may be right as it is. */
  isSure: boolean
}

export function problem(
  id: TokenProblemId,
  title: string,
  advice: string,
  { isSure = true }: { isSure?: boolean } = {},
): TokenProblem {
  return { id, title, advice, isSure }
}

const order = new Map(TOKEN_PROBLEMS.map((id, index) => [id, index]))

export function ranked(problems: readonly TokenProblem[]): TokenProblem[] {
  const place = ({ id, isSure }: TokenProblem) => (isSure ? 0 : TOKEN_PROBLEMS.length) + (order.get(id) ?? 0)
  return problems.toSorted((left, right) => place(left) - place(right))
}
