import { reaches, type SecondHopState, type Verdict } from './verdict'

/** RDS User Guide, "Connecting to a database through RDS Proxy": the proxy signs in behind it on its own. */
export interface SecondHop {
  state: SecondHopState
  /** One sentence. */
  text: string
  /** What would let it through, in words to follow "Missing:"; null where it does not fail. */
  missing: string | null
}

export const SECOND_HOP_UNKNOWN = 'second hop not known'

/** What stands beside a yes through a proxy of which only the first hop is known; a no needs no such word. */
export function secondHopNote(secondHop: SecondHop | undefined, verdict: Verdict): string | null {
  return secondHop?.state === 'unknown' && reaches(verdict) ? SECOND_HOP_UNKNOWN : null
}

const hop =
  (state: SecondHopState) =>
  (text: string): SecondHop => ({ state, text, missing: null })

export const works = hop('works')
export const conditional = hop('conditional')
export const unknown = hop('unknown')
export const fails = (text: string, missing: string): SecondHop => ({ state: 'fails', text, missing })

const FROM_BEST: SecondHopState[] = ['works', 'conditional', 'unknown', 'fails']

/** Several ways of which one is enough. */
export function bestHop(hops: readonly SecondHop[]): SecondHop | null {
  for (const state of FROM_BEST) {
    const found = hops.find(each => each.state === state)
    if (found) return found
  }
  return null
}

/** Several databases behind one proxy, which picks one itself: sure only where all agree. */
export function everyHop(hops: readonly SecondHop[]): SecondHop {
  const [first] = hops
  if (!first) return unknown('What stands behind the proxy was not read.')
  if (hops.every(({ state }) => state === first.state)) return first
  const refusal = hops.find(({ state }) => state === 'fails')
  if (refusal) return unknown(`${refusal.text} Another database behind the proxy may let it through.`)
  return hops.find(({ state }) => state === 'conditional') ?? bestHop(hops.filter(isUnknown)) ?? first
}

const isUnknown = ({ state }: SecondHop) => state === 'unknown'
