import type { PageReading } from '@/lib/actions/read-page'
import type { UserQuestion } from '@/lib/services/databases/user-plan-now'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { ApplyBar } from './apply-bar'

export async function ApplySection({
  reading,
  users,
  mayGrant,
}: {
  reading: Promise<PageReading<GrantPreview>>
  /** Made with it. */
  users: UserQuestion[]
  mayGrant: boolean
}) {
  const plan = await reading
  if (!plan.ok) return null
  const { intent, digest, steps, problems, counts, exports } = plan.value
  const made = plan.value.users
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
      exports={exports}
      mayGrant={mayGrant}
    />
  )
}
