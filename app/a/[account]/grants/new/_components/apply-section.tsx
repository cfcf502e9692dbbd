import type { PageReading } from '@/lib/actions/read-page'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { ApplyBar } from './apply-bar'

export async function ApplySection({
  reading,
  mayGrant,
}: {
  reading: Promise<PageReading<GrantPlan>>
  mayGrant: boolean
}) {
  const plan = await reading
  if (!plan.ok) return null
  const { intent, digest, steps, problems, counts, exports } = plan.value
  const calls = steps.map(({ title, subject, note }) => ({ title, subject, note }))
  return (
    <ApplyBar
      intent={intent}
      digest={digest}
      steps={calls}
      problems={problems}
      counts={counts}
      exports={exports}
      mayGrant={mayGrant}
    />
  )
}
