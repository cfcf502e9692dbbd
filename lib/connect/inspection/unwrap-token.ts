import { problem, type TokenProblem } from './token-problem'

export interface Unwrapped {
  /** As it was before it was copied, as far as that can be told. */
  token: string
  problems: TokenProblem[]
}

const START = /^[^/?#\s:@='"]+:\d{1,5}\/\?/
const ALONE = 'Right in a shell or a file of settings; a password field takes the token alone.'
/** It depends on where the text was read: a shell takes its own signs off. */
const PERHAPS = { isSure: false }

type Step = (text: string) => { text: string; found: TokenProblem } | null

/** Taken off one after another, each of them said: what people have around a token when they hold one. */
export function unwrapToken(pasted: string): Unwrapped {
  const problems: TokenProblem[] = []
  let token = pasted
  for (const step of STEPS) {
    const next = step(token)
    if (!next) continue
    token = next.text
    problems.push(next.found)
  }
  return { token, problems }
}

/** Without the mark of byte order and spaces of no width, which a screen does not show. */
const trimmed: Step = text => {
  const bare = text.replaceAll(/[\u200b-\u200d\u2060\ufeff]/g, '').replaceAll('\u00a0', ' ')
  const inner = bare.trim()
  if (inner === text) return null
  const found = /[\r\n]\s*$/.test(bare)
    ? problem(
        'newline',
        'It ends with a line break: where that was sent too, it became a part of the password.',
        'Copy it without the line break: $(…) in a shell drops it, a file or a pipe keeps it.',
        PERHAPS,
      )
    : problem(
        'whiteSpace',
        'It has white space around it: where that was sent too, it became a part of the password.',
        'Copy it without the space.',
        PERHAPS,
      )
  return { text: inner, found }
}

/** More of a command follows: only the one word that is the token counts. */
const command: Step = text => {
  const words = text.split(/\s+/)
  const at = words.findIndex(word => START.test(unquoted(word)) && /X-Amz-Signature=/i.test(word))
  return at < 0 || at === words.length - 1
    ? null
    : {
        text: unquoted(words[at] ?? ''),
        found: problem(
          'surrounded',
          'There is other text beside it, which is no part of the password.',
          ALONE,
          PERHAPS,
        ),
      }
}

const prompt: Step = text => {
  const [, rest] = /^(?:\[?[\w.@~:/ -]*\]?[$#%>❯])\s+(\S.*)$/s.exec(text) ?? []
  return rest && !START.test(text)
    ? { text: rest, found: problem('prompt', 'It begins with the prompt of a shell.', ALONE, PERHAPS) }
    : null
}

const prefix: Step = text => {
  const assigned = /^(?:export\s+|set\s+|\$env:)?-{0,2}([A-Za-z_][\w-]*)\s*(?:=|:\s)\s*(["']?\S.*)$/is.exec(
    text,
  )
  const [, name = '', rest] = assigned ?? []
  if (!rest || START.test(text) || !/pass|pwd|token|secret/i.test(name)) return null
  return {
    text: rest,
    found: problem('prefix', `It begins with ${name}=, which is not a part of it.`, ALONE, PERHAPS),
  }
}

const QUOTES = /^(["'`“‘])(.*?)(["'`”’])[;,]?$/s
const quotes: Step = text => {
  const [, , inner] = QUOTES.exec(text) ?? []
  const lone =
    !/\s/.test(text) && /^["'`“‘]|["'`”’]$/.test(text) ? text.replaceAll(/^["'`“‘]|["'`”’]$/g, '') : undefined
  const rest = (inner ?? lone)?.trim()
  return rest
    ? {
        text: rest,
        found: problem('quotes', 'It stands in quotes, which a field of a form keeps.', ALONE, PERHAPS),
      }
    : null
}

/** Line breaks within it are the terminal's or the mail's. */
const spaces: Step = text => {
  if (!/\s/.test(text)) return null
  const wrapped = text.replaceAll(/\s+/g, '')
  const complete = START.test(text) && /[?&]X-Amz-Signature=[0-9a-f]{64}(&|$)/i.test(wrapped)
  if (!complete && !/%3A\d|:\d+\/\?/i.test(text)) return null
  const found = problem(
    'lineBreaks',
    'It was broken into lines, or pasted in pieces: the breaks become a part of the password.',
    'Copy it in one piece, without the breaks.',
  )
  return { text: wrapped, found }
}

const unquoted = (word: string) => word.replace(/^[\w-]*=(?=["'])/, '').replaceAll(/^["']|["',;]$/g, '')

/** In a connection URI the password is percent-encoded, and rightly so: it is read out of it. */
const outOfUri: Step = text => {
  const [, password] = /^[a-z][a-z0-9+.-]*:\/\/[^:@/]*:([^@]+)@/i.exec(text) ?? []
  return password && /%3F|\/\?/i.test(password)
    ? {
        text: /%2F%3F/i.test(password) ? decoded(password) : password,
        found: problem(
          'surrounded',
          'It is the password of a connection URI; the rest is no part of it.',
          ALONE,
          PERHAPS,
        ),
      }
    : null
}

const scheme: Step = text =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && /\/\?/.test(text)
    ? {
        text: text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''),
        found: problem(
          'scheme',
          'It carries a scheme: a token starts with the host name.',
          'Leave out https://.',
        ),
      }
    : null

const ampersands: Step = text => {
  const plain = text.replaceAll(/&amp;|\\u0026|\\&/gi, '&')
  return plain === text
    ? null
    : {
        text: plain,
        found: problem(
          'escapedAmpersand',
          'Its & signs are written for HTML, JSON or a shell (&amp;, \\u0026, \\&).',
          'Put plain & signs there: the token has to reach the database byte for byte.',
        ),
      }
}

const encoded: Step = text => {
  if (START.test(text) || !/^[\w.-]+%(25)*3A\d/i.test(text)) return null
  const once = decoded(text)
  if (START.test(once))
    return {
      text: once,
      found: problem(
        'encoded',
        'It is percent-encoded as a whole: right within a connection URI, and anywhere else not the token.',
        'A password field, a variable or an option takes it as it was signed.',
        PERHAPS,
      ),
    }
  const twice = decoded(once)
  return START.test(twice)
    ? {
        text: twice,
        found: problem(
          'encodedTwice',
          'It is percent-encoded twice: what decodes it once gets no token.',
          'Encode it once for a URI, and not at all elsewhere.',
        ),
      }
    : null
}

/** The query alone was encoded once more: `%252F` where the signer wrote `%2F`. */
const queryEncoded: Step = text => {
  if (!START.test(text) || !/X-Amz-Credential=[^&]*%252F/i.test(text)) return null
  const [head, query = ''] = [text.slice(0, text.indexOf('?') + 1), text.slice(text.indexOf('?') + 1)]
  return {
    text: head + query.replaceAll(/%25([0-9A-F]{2})/gi, '%$1'),
    found: problem(
      'encodedTwice',
      'Its values are percent-encoded twice (%252F for %2F): the signature does not fit them.',
      'Something encoded the token again. Pass it on as the signer returned it.',
    ),
  }
}

const STEPS: Step[] = [
  trimmed,
  command,
  prompt,
  prefix,
  quotes,
  outOfUri,
  scheme,
  ampersands,
  spaces,
  encoded,
  queryEncoded,
]

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
