import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const cases = path.join(folder, 'cases')
const corpus = readdirSync(cases).map(file => readFileSync(path.join(cases, file), 'utf8'))

async function bundle(entry: string): Promise<string> {
  const entryPoints = [path.join(folder, entry)]
  const options = {
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'engine',
    target: 'es2022',
  } as const
  const result = await build({ ...options, entryPoints, write: false, logLevel: 'silent' })
  return result.outputFiles[0]?.text ?? ''
}

const RUN_CORPUS = `corpus.flatMap(text => {
  const { topic, kind, cases } = JSON.parse(text)
  return cases.filter(one => engine.runCase(kind, one) !== null).map(one => topic + ': ' + one.name)
})`

describe('the browser bundle of the engine', { timeout: 60_000 }, () => {
  it('runs the corpus where there is nothing but the language itself', async () => {
    const context = vm.createContext({ corpus })
    vm.runInContext(await bundle(path.join('testing', 'run-case.ts')), context)
    expect([...vm.runInContext(RUN_CORPUS, context)]).toEqual([])
  })

  it('asks for nothing of Node and holds no package', async () => {
    const script = await bundle('index.ts')
    expect(script).not.toMatch(/\brequire\(|["']node:|\bprocess\.|\bBuffer\b|node_modules/)
    expect(vm.runInContext(`${script}; typeof engine.compile`, vm.createContext({}))).toBe('function')
  })
})
