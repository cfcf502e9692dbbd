import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { recorded, sourceFingerprint } from './fingerprint.js'
import { lastLines } from './install.js'
import { inProject, STANDALONE } from './project.js'
import { localProgram, run } from './run.js'
import { step } from './say.js'

/** Builds the dashboard unless the build at hand was made from these very sources. */
export async function ensureBuilt() {
  const mark = join(STANDALONE, '.built-from')
  const wanted = sourceFingerprint()
  if (recorded(mark) === wanted && existsSync(join(STANDALONE, 'server.js'))) return
  await step('Building the dashboard, once', async () => {
    rmSync(mark, { force: true })
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
    const { code, output } = await run(localProgram('next', 'build'), { env })
    if (code !== 0) throw new Error(`The build failed, nothing was started.\n${lastLines(output)}`)
    // The standalone server serves these two only when they lie beside it.
    cpSync(inProject('.next', 'static'), join(STANDALONE, '.next', 'static'), { recursive: true })
    cpSync(inProject('public'), join(STANDALONE, 'public'), { recursive: true })
  })
  writeFileSync(mark, wanted)
}

// As a program of its own: before one end-to-end test is run by itself.
if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt()
