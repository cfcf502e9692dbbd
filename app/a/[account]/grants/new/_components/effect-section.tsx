import { FailurePanel } from '@/components/failure-panel'
import { RefreshButton } from '@/components/refresh-button'
import type { PageReading } from '@/lib/actions/read-page'
import type { GrantPreview } from '@/lib/services/grants/grant-with-users'
import { EffectView } from './effect-view'

export async function EffectSection({ reading }: { reading: Promise<PageReading<GrantPreview>> }) {
  const plan = await reading
  if (!plan.ok) {
    return <FailurePanel failure={plan} actions={<RefreshButton look="button">Try again</RefreshButton>} />
  }
  return <EffectView plan={plan.value} />
}
