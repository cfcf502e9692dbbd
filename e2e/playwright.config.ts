import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

/** The browser is the one that `npm test` found or installed; see lib/launch/test-tools.js. */
const executablePath = process.env.GATEHOUSE_CHROMIUM ?? '/usr/bin/chromium'

export default defineConfig({
  testDir: '.',
  globalSetup: './seed.ts',
  outputDir: '../test-results',
  // Each has houses of its own: a browser and a dashboard keep one processor busy.
  workers: availableParallelism(),
  // Few may need it: see lib/launch/test-counts.js.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: true,
  reporter: 'list',
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
