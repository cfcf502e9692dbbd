import { performance } from 'node:perf_hooks'
import { benchAccount, benchResources } from './bench-account'
import { type CompiledPolicies, compile } from './compile'
import { evaluate } from './evaluate'
import type { PolicySnapshot } from './policy-snapshot'
import { layersOf, sourcesById } from './principal-layers'

/** Figures for one thread. Run with `npx tsx --expose-gc lib/iam/bench.ts`; never passes or fails by the clock. */
const ACTION = 'rds-db:connect'
const TARGETS = 300

interface Figures {
  principals: number
  cells: number
  compileMs: number
  matrixMs: number
  totalMs: number
  millionCellsPerSecond: number
  memoryMb: number
  columnMs: number
  explainMs: number
  withPolicyMs: number
  withPolicyMatrixMs: number
  withSharedPolicyMatrixMs: number
}

function timed<T>(work: () => T): [T, number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}

function median(repeat: number, work: (turn: number) => unknown): number {
  const times = Array.from({ length: repeat }, (_, turn) => timed(() => work(turn))[1]).sort((a, b) => a - b)
  return times[Math.floor(repeat / 2)] ?? 0
}

function usedMb(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1048576
}

/** A fresh copy each time: readings are remembered per source object. */
function measure(principals: number, resources: readonly string[]): Figures {
  const snapshot = benchAccount(principals, TARGETS)
  const before = usedMb()
  const [account, compileMs] = timed(() => compile(snapshot, { action: ACTION }))
  const [cells, matrixMs] = timed(() => account.matrix(resources))
  const memoryMb = usedMb() - before
  const totalMs = compileMs + matrixMs
  return {
    principals,
    cells: cells.length,
    compileMs,
    matrixMs,
    totalMs,
    millionCellsPerSecond: cells.length / totalMs / 1000,
    memoryMb,
    ...measureQuestions(account, snapshot, resources),
  }
}

function measureQuestions(account: CompiledPolicies, snapshot: PolicySnapshot, resources: readonly string[]) {
  const ask = (turn: number) => resources[(turn * 37) % resources.length] ?? ''
  const own = snapshot.policies.find(policy => policy.kind === 'inline')
  const shared = snapshot.policies.find(policy => policy.id === 'team-1')
  if (own === undefined || shared === undefined) throw new Error('The account has no policy to change.')
  const changed = (turn: number, source: typeof own) => ({
    ...source,
    text: source.text
      .replace('/app_', `/app_${turn}`)
      .replace(':dbuser:db-', `:dbuser:db-${turn}`)
      .replace(':dbuser:cluster-', `:dbuser:cluster-${turn}`),
  })
  return {
    columnMs: median(51, turn => account.column(ask(turn))),
    explainMs: median(201, turn => account.explain((turn * 13) % snapshot.principals.length, ask(turn))),
    withPolicyMs: median(21, turn => account.withPolicy(changed(turn, own))),
    withPolicyMatrixMs: median(21, turn => account.withPolicy(changed(turn, own)).matrix(resources)),
    withSharedPolicyMatrixMs: median(21, turn => account.withPolicy(changed(turn, shared)).matrix(resources)),
  }
}

/** What a caller does who asks evaluate() cell by cell: a sample, in cells a second. */
function measureNaive(
  principals: number,
  resources: readonly string[],
): { cellsPerSecond: number; columnMs: number } {
  const snapshot = benchAccount(principals, TARGETS)
  const sources = sourcesById(snapshot)
  const ask = (index: number, resource: string) => {
    const who = snapshot.principals[index % principals]
    if (who === undefined) return
    evaluate(
      { principalArn: who.arn, action: ACTION, resource, context: who.context, absentKeys: who.absentKeys },
      layersOf(who, sources),
    )
  }
  const [, columnMs] = timed(() => {
    for (let index = 0; index < principals; index += 1) ask(index, resources[0] ?? '')
  })
  const sample = 40_000
  const [, sampleMs] = timed(() => {
    for (let turn = 0; turn < sample; turn += 1)
      ask(turn * 7, resources[(turn * 11) % resources.length] ?? '')
  })
  return { cellsPerSecond: (sample / sampleMs) * 1000, columnMs }
}

function report(): void {
  const resources = benchResources(TARGETS)
  measure(200, resources)
  const growth = [1000, 5000, 20_000].map(principals => measure(principals, resources))
  const naive = measureNaive(5000, resources)
  const large = growth[1]
  if (large === undefined) return
  const ratios = {
    matrix: (large.millionCellsPerSecond * 1e6) / naive.cellsPerSecond,
    column: naive.columnMs / large.columnMs,
  }
  const rows = growth.map(figures =>
    Object.entries(figures)
      .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
      .join(' · '),
  )
  process.stdout.write(
    `${rows.join('\n')}\nnaive ${Math.round(naive.cellsPerSecond)} cells/s, column ${naive.columnMs.toFixed(1)} ms\n`,
  )
  process.stdout.write(`${JSON.stringify({ growth, naive, ratios })}\n`)
}

report()
