import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { ApplyBar } from './apply-bar'

/** The calls of a plan, those inside the databases first, and what stops them. */
export function ApplyView({
  plan,
  users,
  mayGrant,
  isOld,
  onConflict,
}: {
  plan: GrantPreview
  users: UserQuestion[]
  mayGrant: boolean
  /** A newer one is on its way. */
  isOld?: boolean
  onConflict?: () => void
}) {
  const { intent, digest, steps, problems, counts, patterns, exports } = plan
  const made = plan.users
  const inside = made.flatMap(one =>
    one.steps.map(({ title }) => ({
      title,
      subject: one.intent.user.name,
      note: `inside ${one.target.name}`,
    })),
  )
  const calls = [...inside, ...steps.map(({ title, subject, note }) => ({ title, subject, note }))]
  const stops = made.flatMap(({ guards }) =>
    guards.map(({ title, text }) => ({ field: 'users', message: `${title} ${text}` })),
  )
  return (
    <ApplyBar
      intent={intent}
      digest={digest}
      steps={calls}
      problems={[...problems, ...stops]}
      users={users}
      counts={counts}
      patterns={patterns}
      exports={exports}
      mayGrant={mayGrant}
      isOld={isOld}
      onConflict={onConflict}
    />
  )
}
