import { ALL_CAUSES } from './all-causes'
import type { CauseId, CheckState, RankedCause } from './cause'
import { type About, aboutOf } from './cause-words'
import type { Circumstances } from './circumstances'
import type { Symptoms } from './recognised'
import { weighCauses } from './weigh-causes'

/** What live checks found of single causes so far; a cause that is not there was not checked, or could not be. */
export type CheckResults = Partial<Record<CauseId, CheckState>>

const ORDER: readonly CheckState[] = ['failed', 'cannotTell', 'ok']

function inWords(id: CauseId, likelihood: number, state: CheckState, about: About): RankedCause {
  const words = ALL_CAUSES[id]
  return {
    id,
    step: words.step,
    title: words.title(about),
    titleIfOk: words.titleIfOk(about),
    explanation: words.explanation(about),
    advice: words.advice(about),
    wouldTell: words.wouldTell,
    check: words.check,
    fix: words.fix,
    copyText: words.copyText?.(about) ?? null,
    likelihood,
    state,
  }
}

/** Failed first, then what cannot be told by how likely it is, then what is in order. */
export function rankCauses(
  symptoms: Symptoms,
  known: Circumstances,
  results: CheckResults = {},
): RankedCause[] {
  const about = aboutOf(symptoms, known)
  const weights = weighCauses(symptoms, known)
  // What a check found to be wrong is listed even where the text did not point at it.
  const ids = new Set<CauseId>(Object.keys(weights) as CauseId[])
  for (const [id, state] of Object.entries(results) as [CauseId, CheckState][])
    if (state === 'failed') ids.add(id)
  return [...ids]
    .map(id => inWords(id, weights[id] ?? 0, results[id] ?? 'cannotTell', about))
    .toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.likelihood - a.likelihood)
}
