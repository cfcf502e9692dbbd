import type { PageReading } from '@/lib/actions/read-page'
import type { GrantPlan } from '@/lib/grants/grant-plan'
import { LintList } from './lint-list'

export async function LintSection({ reading }: { reading: Promise<PageReading<GrantPlan>> }) {
  const plan = await reading
  return plan.ok && plan.value.grid.columns.length > 0 ? <LintList lint={plan.value.lint} /> : null
}
