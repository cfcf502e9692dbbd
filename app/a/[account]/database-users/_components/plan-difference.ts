import type { UserPlan } from '@/lib/provision/user-plan'

type Compared = Pick<UserPlan, 'steps' | 'guards' | 'effect'>

const stepsOf = ({ steps }: Compared) => steps.map(({ statements }) => statements.join(' '))
const guardsOf = ({ guards }: Compared) => guards.map(({ title, text }) => `${title} ${text}`)
const cellsOf = ({ effect }: Compared) =>
  effect.map(
    ({ principal, databaseUser, before, after }) => `${principal} as ${databaseUser} ${before} ${after}`,
  )

const only = (these: readonly string[], those: readonly string[]) => these.filter(one => !those.includes(one))

/** What is different in the new plan, one sentence each, for whoever decided by the one before. */
export function planDifference(before: Compared, after: Compared): string[] {
  const effects = only(cellsOf(after), cellsOf(before)).length + only(cellsOf(before), cellsOf(after)).length
  return [
    ...only(guardsOf(after), guardsOf(before)).map(guard => `New in the way: ${guard}`),
    ...only(guardsOf(before), guardsOf(after)).map(guard => `No longer in the way: ${guard}`),
    ...only(stepsOf(after), stepsOf(before)).map(step => `New: ${step}`),
    ...only(stepsOf(before), stepsOf(after)).map(step => `No longer needed: ${step}`),
    ...(effects > 0 ? ['Other connections change than before: look at the effect.'] : []),
  ]
}
