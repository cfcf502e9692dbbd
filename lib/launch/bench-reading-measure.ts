// One process that reads an account three times: started by bench-reading.js, in this folder or in an older checkout.
import { subscribe } from 'node:diagnostics_channel'
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { homeAccount } from '@/lib/account'
import { loadInventory } from '@/lib/services/account/load-inventory'

/** The first, and two more of an account in which nothing changed. */
const READINGS = 3

interface Call {
  from: number
  to: number
}

interface Figures {
  calls: number
  depth: number
  readMs: number
  /** Work of the thread that answers people. */
  mainThreadMs: number
  longestStallMs: number
}

/** As many calls as had to wait for one another: no two of them overlap. */
function depthOf(calls: readonly Call[]): number {
  let depth = 0
  let free = 0
  for (const { from, to } of calls.toSorted((a, b) => a.to - b.to)) {
    if (from < free) continue
    depth += 1
    free = to
  }
  return depth
}

const calls: Call[] = []
const open = new WeakMap<object, Call>()

function watchCalls(): void {
  subscribe('http.client.request.start', message => {
    const { request } = message as { request: object }
    const call = { from: performance.now(), to: Number.POSITIVE_INFINITY }
    calls.push(call)
    open.set(request, call)
  })
  subscribe('http.client.response.finish', message => {
    const call = open.get((message as { request: object }).request)
    if (call) call.to = performance.now()
  })
}

const TICK_MS = 5

/** Work of this thread so far. Where the system tells it apart (Linux), time taken by other programs does not count. */
function workedMs(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return performance.now()
  }
}

/** The longest stretch of work in which nobody else would have had a turn. */
function watchStalls(): () => number {
  let longest = 0
  let last = workedMs()
  const look = () => {
    const now = workedMs()
    longest = Math.max(longest, now - last)
    last = now
  }
  const timer = setInterval(look, TICK_MS)
  return () => {
    clearInterval(timer)
    look()
    return longest
  }
}

async function one(): Promise<Figures> {
  calls.length = 0
  const stalls = watchStalls()
  const startedAt = performance.now()
  const before = workedMs()
  await loadInventory(homeAccount(), { fresh: true })
  const readMs = performance.now() - startedAt
  const mainThreadMs = workedMs() - before
  return { calls: calls.length, depth: depthOf(calls), readMs, mainThreadMs, longestStallMs: stalls() }
}

const MB = 1048576

async function settled(): Promise<{ liveMb: number; residentMb: number }> {
  for (let turn = 0; turn < 4; turn += 1) {
    globalThis.gc?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { liveMb: (heapUsed + external) / MB, residentMb: rss / MB }
}

async function measure(): Promise<void> {
  watchCalls()
  const before = await settled()
  const readings: Figures[] = []
  for (let turn = 0; turn < READINGS; turn += 1) readings.push(await one())
  const after = await settled()
  const figures = {
    readings,
    liveMb: after.liveMb - before.liveMb,
    settledMb: after.residentMb,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

await measure()
process.exit(0)
