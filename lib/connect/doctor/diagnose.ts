import type { RankedCause } from './cause'
import type { Circumstances, ConnectionStep } from './circumstances'
import type { CheckResults } from './rank-causes'
import { rankCauses } from './rank-causes'
import { recognise } from './recognise'
import type { Recognised, Symptoms } from './recognised'

export interface Diagnosis {
  step: ConnectionStep
  /** The first cause, or that none is known. */
  title: string
  /** How to read what was said. */
  notes: string[]
  /** In the order to check. */
  causes: RankedCause[]
}

/** In the words of a database, of a client or of the network. */
export interface ConnectionFailure {
  code?: string
  message: string
}

const NOT_KNOWN = 'Not known here. What can be checked without it is listed.'
/** The network's and TLS's own words during a sign-in are of the sign-in: the way there was gone already. */
const WAY: readonly ConnectionStep[] = ['dns', 'tcp']

export function diagnoseText(
  { symptoms, notes }: Pick<Recognised, 'symptoms' | 'notes'>,
  known: Circumstances,
  results: CheckResults = {},
): Diagnosis {
  const causes = rankCauses(symptoms, known, results)
  const [first] = causes
  const isKnown = first !== undefined && (symptoms.signs.length > 0 || first.state === 'failed')
  return {
    step: known.step ?? first?.step ?? 'role',
    title: isKnown ? first.title : NOT_KNOWN,
    notes,
    causes,
  }
}

/** From a client's or server's own words to the step that failed and what to look at first. */
export function diagnose({ code, message }: ConnectionFailure, known: Circumstances): Diagnosis {
  const recognised = recognise(code && !message.includes(code) ? `${message} (${code})` : message)
  const { step } = known
  const late = step !== null && !WAY.includes(step) && recognised.symptoms.signs.includes('noAnswer')
  if (!late) return diagnoseText(recognised, known)
  // It answered the network and then not the sign-in.
  const symptoms: Symptoms = { ...recognised.symptoms, signs: ['hostHadNoAnswer'] }
  return diagnoseText({ ...recognised, symptoms }, known)
}
