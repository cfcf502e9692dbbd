import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))
const shared = {
  resolve: {
    alias: { '@': root, 'server-only': `${root}node_modules/server-only/empty.js` },
  },
}

/** unit: pure, in seconds · proof: pure, in minutes · aws: against the simulated account over HTTP · db: against real PostgreSQL. */
export default defineConfig({
  test: {
    // Nobody types while the suite runs: no processor is kept free.
    maxWorkers: '100%',
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: ['{app,components,lib}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.aws.test.ts', '**/*.db.test.ts', '**/*.proof.test.ts'],
          setupFiles: ['lib/testing/unit.ts'],
          // Loading every module anew for every file takes longer than the tests: they leave nothing behind instead.
          isolate: false,
          unstubEnvs: true,
          // Ends only what hangs; how long a test may take is counted in lib/testing/unit.ts.
          testTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: { name: 'proof', include: ['lib/**/*.proof.test.ts'], testTimeout: 300_000, isolate: false },
      },
      {
        ...shared,
        test: { name: 'aws', include: ['lib/**/*.aws.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        ...shared,
        test: { name: 'db', include: ['lib/**/*.db.test.ts'], testTimeout: 60_000, hookTimeout: 90_000 },
      },
    ],
  },
})
