import { durationWords, TOKEN_SECONDS } from '../token-life'
import { problem, type TokenProblem } from './token-problem'
import type { TokenQuery } from './token-query'

/** As far as two clocks may differ without harm (IAM User Guide, "Signature Version 4"). */
const SKEW_SECONDS = 300

/** Null: no moment that there is, the 30th of February too. */
export function signingTime(compact: string): string | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(compact) ?? []
  if (!year) return null
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = Date.parse(iso)
  return !Number.isNaN(time) && new Date(time).toISOString() === iso ? iso : null
}

/** `now` null: whether it is over is not asked. */
export function timeProblems({ value }: TokenQuery, now: Date | null): TokenProblem[] {
  const date = value('X-Amz-Date')
  const signedAt = signingTime(date)
  const seconds = Number(value('X-Amz-Expires'))
  const problems: TokenProblem[] = []
  if (!(seconds > 0 && seconds <= TOKEN_SECONDS))
    problems.push(
      problem(
        'badLife',
        'Its life is not between 1 and 900 seconds, which RDS refuses.',
        'Leave the life to the signer: 15 minutes is the most.',
      ),
    )
  if (!signedAt)
    return [...problems, problem('badDate', 'Its date is none that there is.', 'Issue it again.')]
  const [, day = ''] = value('X-Amz-Credential').split('/')
  if (day !== '' && day !== date.slice(0, 8))
    problems.push(
      problem(
        'scopeDate',
        'Its date and the date of its credential differ.',
        'Issue it again: it was altered.',
      ),
    )
  if (!now) return problems
  const age = (now.getTime() - Date.parse(signedAt)) / 1000
  const life = Math.min(TOKEN_SECONDS, seconds > 0 ? seconds : TOKEN_SECONDS)
  if (age < -SKEW_SECONDS)
    problems.push(
      problem(
        'future',
        `It is dated ${durationWords(-age)} from now: the clock of the machine that signed it is ahead, or this one is behind.`,
        'Set that clock (NTP), and issue it again.',
      ),
    )
  if (age > life)
    problems.push(
      problem(
        'expired',
        `It opened connections for ${durationWords(life)} and ended ${durationWords(age - life)} ago.`,
        'Issue a new one for each connection; a pool must not keep the first.',
      ),
    )
  return problems
}
