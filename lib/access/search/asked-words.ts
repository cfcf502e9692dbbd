/** What somebody wants done, in whichever words they ask for it. */
export type AskedVerb = 'turnOn' | 'turnOff' | 'who' | 'token' | 'grant' | 'remove' | 'doctor' | 'reach'

export interface Asked {
  verb: AskedVerb | null
  /** What is left of the text: a name, or nothing. */
  term: string
  /** The database user: `… as app`. */
  as: string | null
}

const CONNECT = '(?:connect|reach|get|sign in|log ?in|access|use|read)'

/** The first that fits; what stands after it is the name. */
const VERBS: readonly [AskedVerb, RegExp][] = [
  ['turnOff', /^(?:(?:turn|switch)(?: iam(?: auth\w*)?)? off|turn-off|disable|deactivate)(?=\s|$)/],
  ['turnOn', /^(?:(?:turn|switch)(?: iam(?: auth\w*)?)? on|turn-on|enable|activate)(?=\s|$)/],
  [
    'doctor',
    /^(?:doctor|diagnose|why (?:can(?:'|’)?t|can ?not|does|is|did)(?: (?:i|we|it|they))?(?: not)?(?: connect)?|(?:i )?(?:can(?:'|’)?t|can ?not) connect|help with)(?=\s|$)/,
  ],
  ['reach', /^(?:(?:what|where|which (?:targets|databases)) )?(?:can|may|does)(?=\s|$)/],
  [
    'who',
    new RegExp(
      `^(?:who|whom|which (?:principals|roles|people))(?: (?:can|may|could|has|have|is|else))?(?: access| ${CONNECT})?(?=\\s|$)`,
    ),
  ],
  [
    'token',
    /^(?:(?:issue|create|get|make|mint|generate|new|a)(?: (?:a|an|new|another|iam))* tokens?|tokens?|issue|mint|connect|log ?in|sign in|psql|mysql)(?=\s|$)/,
  ],
  ['grant', /^(?:grant(?: access)?|give(?: access)?|allow|let|add access|authori[sz]e)(?=\s|$)/],
  [
    'remove',
    /^(?:revoke(?: access)?|remove(?: access)?|take away|withdraw|cut off|end access|lock out)(?=\s|$)/,
  ],
]

/** Words between a verb and the name that say nothing. */
const FILLERS =
  /^(?:(?:to|on|for|of|from|into|in|at|with|the|iam|auth|authentication|access|database|db|target|role|user)(?:[\s:]+|$))+/i

/** `turn billing off` is `turn off billing`. */
const PARTED = /^(?:turn|switch)\s+(.+?)\s+(on|off)$/

export function asked(text: string): Asked {
  const plain = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[?.!]+$/, '')
  const [, between, way] = PARTED.exec(plain.toLowerCase()) ?? []
  const whole = between ? `turn ${way} ${between}` : plain
  for (const [verb, pattern] of VERBS) {
    const found = pattern.exec(whole.toLowerCase())
    if (!found) continue
    const rest = whole.slice(found[0].length).trim()
    const [, name = '', user] = /^(.*?)(?:^|\s+)as\s+(\S+)$/i.exec(rest) ?? [null, rest]
    const term = verb === 'reach' ? name.replace(new RegExp(`\\s+${CONNECT}(?=\\s|$)`, 'i'), '') : name
    return { verb, term: term.replace(FILLERS, '').trim(), as: user ?? null }
  }
  const [, name, user] = /^(.+?)\s+as\s+(\S+)$/i.exec(plain) ?? []
  return name && user ? { verb: null, term: name, as: user } : { verb: null, term: plain, as: null }
}
