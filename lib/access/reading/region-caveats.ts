import type { Caveat } from '@/lib/access/model/caveat'
import { failureOf, type Part, type PartFailure } from '@/lib/access/model/part'
import { formatMoment } from '@/lib/format'
import type { KeptRegion } from './kept-region'
import { type FactName, LISTINGS, type RegionAnswer } from './region-answer'
import { LISTED_KINDS } from './unread-listings'

type Words = Pick<Caveat, 'id' | 'scope' | 'subject' | 'message'>

const caveat = (words: Words, why: PartFailure): Caveat => ({
  ...words,
  answer: why.answer,
  missingAction: why.missingAction,
  at: why.at,
})

const shownAs = (part: Part) =>
  part.state === 'kept'
    ? `They are shown as of ${formatMoment(part.at, part.why.at)} UTC.`
    : 'They are missing here.'

/** Without the kind of target and its permission, to tell whether all failed alike. */
const bare = (message: string) =>
  message.replace(/list the [\w ]+ of/, 'list the targets of').replace(/rds:Describe\w+/, 'these')

/** One sentence where the whole Region failed alike, else one for each kind of target that is missing or old. */
function ofListings({ region, parts }: KeptRegion['region']): Caveat[] {
  const missed = LISTINGS.flatMap(name => {
    const why = failureOf(parts[name])
    return why ? [{ what: LISTED_KINDS[name] as string, why, end: shownAs(parts[name]) }] : []
  })
  const [first] = missed
  const sentences = new Set(missed.map(({ why, end }) => `${bare(why.message)} ${end}`))
  const alike = first && missed.length === LISTINGS.length && sentences.size === 1
  if (!alike) {
    return missed.map(({ what, why, end }) => {
      const id = `region:${region}:${what}`
      return caveat({ id, scope: 'region', subject: region, message: `${why.message} ${end}` }, why)
    })
  }
  const actions = missed.flatMap(({ why }) => why.missingAction ?? []).join(', ') || null
  const message = bare(first.why.message).replace('these', actions ?? '')
  const words: Words = {
    id: `region:${region}:targets`,
    scope: 'region',
    subject: region,
    message: `${message} ${first.end}`,
  }
  return [caveat(words, { ...first.why, missingAction: actions })]
}

const OPEN: Record<Exclude<FactName, keyof typeof OF_ONE>, { scope: Caveat['scope']; meaning: string }> = {
  engineSupport: {
    scope: 'target',
    meaning: 'Whether databases there can have IAM authentication is not known where it is off.',
  },
  parameters: {
    scope: 'target',
    meaning: 'Whether databases there refuse plaintext connections is not known.',
  },
  tags: { scope: 'region', meaning: 'Targets without known tags count as production.' },
}

/** What is asked target by target, once for the Region. */
function ofFacts({ region: { region, parts } }: KeptRegion): Caveat[] {
  return (['engineSupport', 'parameters', 'tags'] as const).flatMap(name => {
    const part = parts[name]
    const why = failureOf(part)
    // Whose listing stands in from before has said so already.
    const told = part.state === 'kept' && LISTINGS.some(listing => failureOf(parts[listing]) === why)
    if (!why || told) return []
    const { scope, meaning } = OPEN[name]
    const end =
      part.state === 'kept' ? `What was known is shown as of ${formatMoment(part.at, why.at)} UTC.` : meaning
    return [
      caveat({ id: `${name}:${region}`, scope, subject: region, message: `${why.message} ${end}` }, why),
    ]
  })
}

/** What one target lacks or shows from before, by its name; further endpoints are asked of the whole Region at once. */
function ofTargets(answer: RegionAnswer, { region: { region }, targets, unread }: KeptRegion): Caveat[] {
  const filled = answer.unread.filter(fact => !unread.includes(fact))
  const found = new Map<string, Caveat>()
  // Where one proxy's endpoints are missing, those shown of another excuse nothing.
  for (const each of [...filled, ...unread]) {
    const { fact, resourceId, part } = each
    const why = failureOf(part)
    if (!why || !isOfOne(fact)) continue
    const name = targets.find(target => target.resourceId === resourceId)?.name ?? resourceId
    const { missing, kept } = OF_ONE[fact]
    const message = `${why.message} ${unread.includes(each) ? missing : kept}`
    const [id, subject] =
      fact === 'endpoints' ? [`endpoints:${region}`, region] : [`${OF_ONE[fact].id}:${name}`, name]
    found.set(id, caveat({ id, scope: 'target', subject, message }, why))
  }
  return [...found.values()]
}

const OF_ONE = {
  behind: {
    id: 'targets',
    missing: 'Whether the second hop works is not known.',
    kept: 'What stands behind it is shown from an older reading.',
  },
  endpointRoles: {
    id: 'endpoint-roles',
    missing: 'Whether its custom endpoints lead to readers or to the writer is not known.',
    kept: 'What its custom endpoints lead to is shown from an older reading.',
  },
  endpoints: {
    id: 'endpoints',
    missing: 'Further endpoints of its proxies are missing here.',
    kept: 'Further endpoints of its proxies are shown from an older reading.',
  },
}

const isOfOne = (fact: FactName): fact is keyof typeof OF_ONE => fact in OF_ONE

/** What came and is not shown. */
function oddities({ region, at, members, unusable }: RegionAnswer, { targets }: KeptRegion): Caveat[] {
  const why = { message: '', answer: null, missingAction: null, at }
  const say = (id: string, message: string) =>
    caveat({ id: `${id}:${region}`, scope: 'region', subject: region, message }, why)
  const names = new Set(targets.map(({ name }) => name))
  const lost = members.filter(({ cluster }) => !names.has(cluster)).length
  const odd = unusable.length
  return [
    ...(odd > 0
      ? [
          say(
            'unnamed',
            `${odd} targets of ${region} came without a resource id and ARN that can be theirs and are not shown: ${unusable.join(', ')}.`,
          ),
        ]
      : []),
    ...(lost > 0
      ? [say('members', `${lost} cluster members of ${region} are not shown: their cluster was not read.`)]
      : []),
  ]
}

/** Everything that weakens what is shown of one Region, each once. */
export function regionCaveats(answer: RegionAnswer, kept: KeptRegion): Caveat[] {
  return [...ofListings(kept.region), ...ofFacts(kept), ...ofTargets(answer, kept), ...oddities(answer, kept)]
}
