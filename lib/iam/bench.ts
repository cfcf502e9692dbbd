import { performance } from 'node:perf_hooks'
import { compile, compileGradually } from './compile'
import type { CompiledPolicies } from './compiled-policies'
import { evaluate } from './evaluate'
import type { Layer, PolicySnapshot } from './policy-snapshot'
import { layersOf, sourcesById } from './principal-layers'
import { benchAccount, benchResources } from './testing/bench-account'
import { simpleDecision } from './testing/differential/simple-evaluator'

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

interface Rate {
  cellsPerSecond: number
  columnMs: number
}

type Ask = (snapshot: PolicySnapshot, principal: number, resource: string) => unknown

/** What a caller gets who asks cell by cell: a sample. */
function measureCellByCell(
  principals: number,
  resources: readonly string[],
  sample: number,
  askOne: Ask,
): Rate {
  const snapshot = benchAccount(principals, TARGETS)
  const ask = (index: number, resource: string) => askOne(snapshot, index % principals, resource)
  const [, columnMs] = timed(() => {
    for (let index = 0; index < principals; index += 1) ask(index, resources[0] ?? '')
  })
  const [, sampleMs] = timed(() => {
    for (let turn = 0; turn < sample; turn += 1)
      ask(turn * 7, resources[(turn * 11) % resources.length] ?? '')
  })
  return { cellsPerSecond: (sample / sampleMs) * 1000, columnMs }
}

function cellByCell(): Record<'evaluate' | 'simple', Ask> {
  const layers = new WeakMap<PolicySnapshot, Layer[][]>()
  const layersIn = (snapshot: PolicySnapshot, principal: number): Layer[] => {
    const known = layers.get(snapshot)
    if (known !== undefined) return known[principal] ?? []
    const sources = sourcesById(snapshot)
    layers.set(
      snapshot,
      snapshot.principals.map(who => layersOf(who, sources)),
    )
    return layersIn(snapshot, principal)
  }
  return {
    evaluate: (snapshot, principal, resource) => {
      const { arn = '', context = {}, absentKeys = [] } = snapshot.principals[principal] ?? {}
      const request = { principalArn: arn, action: ACTION, resource, context, absentKeys }
      return evaluate(request, layersIn(snapshot, principal))
    },
    simple: (snapshot, principal, resource) => {
      const who = snapshot.principals[principal]
      const texts = layersIn(snapshot, principal).map(layer =>
        layer.policies.map(({ source }) => source.text),
      )
      const facts = Object.entries(who?.context ?? {}).map(([key, value]): [string, string[]] => [
        key.toLowerCase(),
        [value].flat(),
      ])
      const absent = new Set(who?.absentKeys.map(key => key.toLowerCase()))
      return simpleDecision(texts, {
        action: ACTION,
        resource,
        context: new Map(facts),
        absent,
        begun: new Map(),
        unsaid: null,
        otherwise: 'unknown',
      })
    },
  }
}

/** How long nothing else would get its turn while an account is compiled and decided gradually. */
async function longestStall(principals: number, resources: readonly string[]): Promise<number> {
  const snapshot = benchAccount(principals, TARGETS)
  let longest = 0
  let last = performance.now()
  const yieldToEventLoop = async () => {
    longest = Math.max(longest, performance.now() - last)
    await new Promise(resolve => setImmediate(resolve))
    last = performance.now()
  }
  const account = await compileGradually(snapshot, { action: ACTION }, yieldToEventLoop)
  await account.matrixGradually(resources, yieldToEventLoop)
  await yieldToEventLoop()
  return longest
}

async function report(): Promise<void> {
  const resources = benchResources(TARGETS)
  measure(200, resources)
  const growth = [1000, 5000, 20_000].map(principals => measure(principals, resources))
  const longestStallMs = await longestStall(5000, resources)
  const asks = cellByCell()
  const general = measureCellByCell(5000, resources, 40_000, asks.evaluate)
  const simple = measureCellByCell(5000, resources, 10_000, asks.simple)
  const large = growth[1]
  if (large === undefined) return
  const ratioTo = (rate: Rate) => ({
    matrix: (large.millionCellsPerSecond * 1e6) / rate.cellsPerSecond,
    column: rate.columnMs / large.columnMs,
  })
  const rows = growth.map(figures =>
    Object.entries(figures)
      .map(([name, value]) => `${name} ${Number(value.toFixed(3))}`)
      .join(' · '),
  )
  const named = { 'evaluate() cell by cell': general, 'the simple evaluator cell by cell': simple }
  for (const [name, rate] of Object.entries(named)) {
    const { matrix, column } = ratioTo(rate)
    rows.push(
      `${name}: ${Math.round(rate.cellsPerSecond)} cells/s (1/${Math.round(matrix)}), column ${rate.columnMs.toFixed(0)} ms (1/${Math.round(column)})`,
    )
  }
  process.stdout.write(`${rows.join('\n')}\n`)
  rows.push(`longest stall when gradual ${longestStallMs.toFixed(1)} ms`)
  const ratios = { evaluate: ratioTo(general), simple: ratioTo(simple) }
  process.stdout.write(
    `${JSON.stringify({ growth, longestStallMs, cellByCell: { evaluate: general, simple }, ratios })}\n`,
  )
}

await report()
