import type { Page } from '@playwright/test'

/** Gives what lets the scripts come. */
export async function withoutScripts(page: Page, address: string): Promise<() => void> {
  let start = () => {}
  const started = new Promise<void>(resolve => {
    start = resolve
  })
  await page.route(/\/_next\/static\/.*\.js/, async route => {
    await started
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return start
}
