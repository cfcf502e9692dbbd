import 'server-only'

const shared = globalThis as typeof globalThis & { gatehouseSimulatorTurn?: Promise<unknown> }

/** One call to AWS's policy simulator at a time, whoever asks: it is throttled early, and askers would slow each other. */
export function inSimulatorTurn<T>(call: () => Promise<T>): Promise<T> {
  const before = shared.gatehouseSimulatorTurn ?? Promise.resolve()
  const turn = before.then(call)
  shared.gatehouseSimulatorTurn = turn.catch(() => undefined)
  return turn
}
