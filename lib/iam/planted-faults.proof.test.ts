import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build, type Plugin } from 'esbuild'
import { describe, expect, it } from 'vitest'
import type { CaseFile, runCase } from './testing/run-case'

/** One small mistake each, as text: what stands in the engine, and what a slip of the hand would have made of it. */
interface PlantedFault {
  fault: string
  file: string
  from: string
  to: string
}

const folder = import.meta.dirname
const readJson = <T>(...names: string[]): T =>
  JSON.parse(readFileSync(path.join(folder, ...names), 'utf8')) as T
const faults = readJson<PlantedFault[]>('planted-faults.json')
const corpus = readdirSync(path.join(folder, 'cases')).map(file => readJson<CaseFile>('cases', file))

/** Reads one source file with the fault in it. */
function planted({ file, from, to }: PlantedFault): Plugin {
  return {
    name: 'planted-fault',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, ({ path: name }) => {
        if (path.relative(folder, name) !== file) return null
        return { contents: readFileSync(name, 'utf8').replace(from, () => to), loader: 'ts' }
      })
    },
  }
}

async function engineWith(plugins: Plugin[]): Promise<typeof runCase> {
  const entryPoints = [path.join(folder, 'testing', 'run-case.ts')]
  const options = {
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'engine',
    logLevel: 'silent',
  } as const
  const script = (await build({ ...options, entryPoints, plugins })).outputFiles[0]?.text ?? ''
  return new Function(`${script}; return engine.runCase`)() as typeof runCase
}

/** The first case that fails or throws. */
function firstFailure(run: typeof runCase): string | null {
  for (const { kind, cases } of corpus) {
    for (const one of cases) {
      try {
        if (run(kind, one) !== null) return one.name
      } catch {
        return one.name
      }
    }
  }
  return null
}

describe('planted faults', () => {
  it('are at least 25, each in a place that exists once, exactly as written', () => {
    expect(faults.length).toBeGreaterThanOrEqual(25)
    for (const { fault, file, from, to } of faults) {
      expect(readFileSync(path.join(folder, file), 'utf8').split(from).length, `${fault}: in ${file}`).toBe(2)
      expect(from).not.toBe(to)
    }
  })

  it('without a fault no case fails', async () => {
    expect(firstFailure(await engineWith([]))).toBeNull()
  })

  it.each(faults.map((one): [string, PlantedFault] => [one.fault, one]))(
    'the corpus notices when %s',
    async (_, one) => {
      expect(firstFailure(await engineWith([planted(one)]))).not.toBeNull()
    },
  )
})
