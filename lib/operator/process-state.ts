// Pages, routes, actions and the proxy are separate bundles: what is one per process hangs on the global object.
const shared = globalThis as typeof globalThis & { gatehouseSessions?: Map<string, unknown> }

/** What one file keeps of sessions and sign-in addresses: made when it is first asked for, under a name that no other uses. */
export function processState<State>(name: string, make: () => State): () => State {
  return () => {
    shared.gatehouseSessions ??= new Map()
    const known = shared.gatehouseSessions.get(name)
    if (known !== undefined) return known as State
    const state = make()
    shared.gatehouseSessions.set(name, state)
    return state
  }
}
