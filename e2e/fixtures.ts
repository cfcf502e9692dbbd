import { type BrowserContext, test as base, expect } from '@playwright/test'
import { type House, type HouseOptions, openHouse } from './house'
import { signIn } from './sign-in'

interface WorkerFixtures {
  /** Give another object to get a house of another make: Playwright then starts a new worker for it. */
  houseOptions: HouseOptions
  house: House
  sessionState: Awaited<ReturnType<BrowserContext['storageState']>>
}
interface TestFixtures {
  /** What the server said, kept beside a test that failed. */
  serverLog: undefined
  /** What the browser complained of; must be empty at the end of every test. */
  complaints: string[]
}

/** Every page of every test is watched: a content policy violation or an uncaught error fails it. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  houseOptions: [{}, { option: true, scope: 'worker' }],
  house: [
    async ({ houseOptions }, use) => {
      const house = await openHouse(houseOptions)
      await use(house)
      await house.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  sessionState: [
    async ({ house, browser }, use) => {
      const context = await browser.newContext()
      await signIn(await context.newPage(), house.dashboard.launchUrl)
      await use(await context.storageState())
      await context.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ house }, use) => use(house.dashboard.url),
  storageState: async ({ sessionState }, use) => use(sessionState),
  serverLog: [
    async ({ house }, use, testInfo) => {
      await use(undefined)
      if (testInfo.status === testInfo.expectedStatus) return
      await testInfo.attach('server-log', { body: house.output().slice(-40_000), contentType: 'text/plain' })
    },
    { auto: true },
  ],
  complaints: async ({ context }, use) => {
    const complaints: string[] = []
    await context.exposeBinding('__complain', (_source, text: string) => complaints.push(text))
    await context.addInitScript(() => {
      const complain = (window as unknown as { __complain(text: string): void }).__complain
      document.addEventListener('securitypolicyviolation', event =>
        complain(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}`),
      )
    })
    context.on('weberror', error => complaints.push(`error ${error.error().message}`))
    await use(complaints)
    expect(complaints).toEqual([])
  },
  page: async ({ page, complaints }, use) => {
    void complaints
    await use(page)
  },
})

export { expect }
