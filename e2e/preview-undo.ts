import type { Page } from '@playwright/test'
import { roleArn, TARGETS } from './cast'
import { expect } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { GrantPage } from './pages/grant-page'
import { ReversalPage } from './pages/reversal-page'

const { region, resourceId } = TARGETS.ordersProd

/** One new connection of a role to orders-prod as metrics. */
export async function grantInline(page: Page, role: string, name: string, reason: string) {
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn(role), on: `${region}/${resourceId}/metrics`, store: 'inline', name })
  await grant.apply('Apply 1 new connection', reason)
  await expect(page.getByRole('heading', { name: `1 new connection by ${name}` })).toBeVisible()
}

/** From the newest entry with these words to the preview of its undo. */
export async function previewUndo(page: Page, ...texts: string[]) {
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail(...texts)
  await detail.getByRole('link', { name: 'Preview undo' }).click()
  const undo = new ReversalPage(page)
  await undo.shown('Undo')
  return undo
}
