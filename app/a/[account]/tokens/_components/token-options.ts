import { reaches, type Verdict } from '@/lib/access/model/verdict'
import type { ConnectionOption } from '@/lib/connect/connection-options'
import { matchesQuery } from '@/lib/connect/matches-query'
import { optionKey } from '@/lib/connect/option-key'

export interface OptionGroup {
  title: string
  options: ConnectionOption[]
  /** Whether a token from here would open a connection, as far as is known. */
  usable: boolean
}

export interface OptionView {
  groups: OptionGroup[]
  /** In the order of the screen: what the arrows walk through. */
  flat: ConnectionOption[]
  /** How many match, unusable ones included. */
  matches: number
  cut: number
}

/** A refused login is expected. What was not evaluated is no refusal: the login says. */
export const isHopeless = (verdict: Verdict) => !reaches(verdict) && verdict !== 'notEvaluated'

const shownUnusable = 40
const shownUsable = 200

/**
 * Yours, what else opens, what MFA or somebody else opens, what is not known, and, once somebody looks for something, what does not open now. What is to
 * be kept is there in any case.
 */
export function viewOptions(
  options: readonly ConnectionOption[],
  query: string,
  keep: string | null,
  takesCode = false,
): OptionView {
  const found = options.filter(option => matchesQuery(option, query))
  const usable = found.filter(option => reaches(option.verdict))
  const used = usable.filter(option => option.lastIssuedAt)
  const unknown = found.filter(option => option.verdict === 'notEvaluated')
  const behindMfa = found.filter(option => option.needsMfa)
  const byOthers = found.filter(option => option.otherSigner && !option.needsMfa)
  const closed = found.filter(option => isHopeless(option.verdict) && !option.needsMfa && !option.otherSigner)
  const searching = query.trim() !== ''
  const first = (all: ConnectionOption[], most: number) =>
    all.filter((option, at) => at < most || optionKey(option) === keep)
  const groups: OptionGroup[] = [
    {
      title: 'Yours, most recent first',
      options: used,
      usable: true,
    },
    {
      title: used.length > 0 ? 'Also open to you' : 'Open to you',
      options: first(
        usable.filter(option => !option.lastIssuedAt),
        shownUsable,
      ),
      usable: true,
    },
    {
      title: takesCode ? 'With an MFA code' : 'Needs MFA: this server’s session has none',
      options: first(behindMfa, shownUsable),
      usable: takesCode,
    },
    {
      title: 'Open to another signer',
      options: first(byOthers, shownUsable),
      usable: true,
    },
    // No verdict is no refusal: a token can be issued, and the login says.
    {
      title: 'Whether IAM allows it is not known',
      options: first(unknown, shownUsable),
      usable: true,
    },
    {
      title: searching ? 'Matches you cannot use now' : 'You cannot use this now',
      options: first(closed, searching ? shownUnusable : 0),
      usable: false,
    },
  ].filter(group => group.options.length > 0)
  const flat = groups.flatMap(group => group.options)
  const matches = searching
    ? found.length
    : Math.max(usable.length + behindMfa.length + byOthers.length + unknown.length, flat.length)
  return { groups, flat, matches, cut: Math.max(0, matches - flat.length) }
}

/** What was typed stands among the options, unless it is one of them. */
export function withTyped(
  options: readonly ConnectionOption[],
  typed: ConnectionOption | null,
): readonly ConnectionOption[] {
  if (!typed || options.some(option => optionKey(option) === optionKey(typed))) return options
  return [...options, typed]
}

/** Which of the options the address asks for: that very user, else the first of that target. */
export function wantedKey(
  options: readonly ConnectionOption[],
  wanted: { resourceId: string; databaseUser: string | null } | null,
): string | null {
  const here = options.filter(option => option.resourceId === wanted?.resourceId)
  const found = here.find(option => option.databaseUser === wanted?.databaseUser) ?? here[0] ?? null
  return found && optionKey(found)
}
