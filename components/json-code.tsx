import { type CSSProperties, Fragment } from 'react'
import { briefTokens, type CodeLine, codeLines, replacedTokens } from './json-lines'
import { classNames } from './ui/class-names'

const COLOURS = { key: 'text-code-key', string: 'text-code-str', number: 'text-code-num', plain: '' } as const

const CHANGES = {
  same: '',
  added: 'bg-ok-tint shadow-[inset_2px_0_0_var(--gh-ok-solid)]',
  removed: 'bg-deny-tint shadow-[inset_2px_0_0_var(--gh-deny-solid)]',
} as const
const CHANGED_WORDS = { same: 'bg-cond-line', added: 'bg-ok-line', removed: 'bg-deny-line' } as const
const SIGNS = { same: '', added: '+', removed: '−' } as const

interface JsonCodeProps {
  text: string
  label: string
  /** Deciding lines, in the text's own numbering, both ends included. */
  marked?: { from: number; to: number }[]
  /** Shows only these lines, in the text's own numbering. */
  range?: { from: number; to: number }
  /** The text before: shown as a difference. */
  before?: string | null
  /** The text that would be right: in the marked lines, the words that it writes otherwise are marked too. */
  instead?: string | null
  /** Only this many lines around each marked or changed one; the rest is a gap. */
  context?: number
  /** For a narrow panel: no indentation that all lines share, and ARNs with their middle left out. */
  brief?: boolean
  /** Off for a text that stands alone and that nothing points into. */
  numbered?: boolean
  className?: string
}

interface LineProps {
  line: CodeLine
  marked: boolean
  diff: boolean
  numbered: boolean
}

function Line({ line, marked, diff, numbered }: LineProps) {
  return (
    <span
      className={classNames(
        'flex pr-4',
        marked ? 'bg-code-mark shadow-[inset_2px_0_0_var(--gh-cond-solid)]' : CHANGES[line.change],
      )}
    >
      <span
        aria-hidden
        className={
          numbered
            ? classNames('w-10 shrink-0 pr-3 text-right select-none', marked ? 'text-muted' : 'text-subtle')
            : 'w-3.5 shrink-0'
        }
      >
        {numbered ? (line.number ?? line.was) : null}
      </span>
      {diff ? <span className="w-3 shrink-0 select-none">{SIGNS[line.change]}</span> : null}
      <span className="min-w-0 flex-1 whitespace-pre-wrap wrap-anywhere" style={hanging(line)}>
        {line.tokens.map((token, index) => {
          const look = token.changed
            ? `rounded-sm py-px text-fg ${CHANGED_WORDS[line.change]}`
            : COLOURS[token.kind]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces never move
            <span key={index} className={look} title={token.whole}>
              {token.kind === 'string' ? breakable(token.text) : token.text}
            </span>
          )
        })}
        {'\n'}
      </span>
    </span>
  )
}

/** What does not fit goes on below, two columns further in than it began: the end of an ARN is what decides. */
function hanging({ tokens: [first] }: CodeLine): CSSProperties {
  const columns = (first?.text.match(/^ */)?.[0] ?? '').length + 2
  return { paddingLeft: `${columns}ch`, textIndent: `-${columns}ch` }
}

/** Shorter than any line: a part may stay whole. */
const WHOLE = 40

/** An ARN is broken between its parts first, not at the hyphen of an id. */
const breakable = (text: string) =>
  text.split(/(?<=[:/])/).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a string's parts never move
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part.includes('-') && part.length <= WHOLE ? <span className="whitespace-pre">{part}</span> : part}
    </Fragment>
  ))

/** Lines left out. */
function Gap() {
  return (
    <span className="block pl-5 text-subtle select-none" title="Lines left out">
      ⋯{'\n'}
    </span>
  )
}

type Shown = Pick<JsonCodeProps, 'text' | 'marked' | 'range' | 'before' | 'instead'>

interface ShownLine extends CodeLine {
  marked: boolean
}

/** The lines of the range, the marked ones with the words that are wrong in them. */
function linesOf({ text, marked = [], range, before = null, instead = null }: Shown): ShownLine[] {
  const within = (number: number | null, { from, to }: { from: number; to: number }) =>
    number !== null && number >= from && number <= to
  const wrong = instead === null ? null : replacedTokens(text, instead)
  return codeLines(text, before)
    .filter(line => !range || within(line.number, range))
    .map(line => {
      const isMarked = marked.some(place => within(line.number, place))
      const tokens = (isMarked && wrong?.get(line.number ?? 0)) || line.tokens
      return { ...line, tokens, marked: isMarked }
    })
}

const isBlank = ({ tokens: [first, ...rest] }: CodeLine) => rest.length === 0 && !first?.text.trim()

/** An excerpt begins at its own left edge: the indentation that all of its lines share is left out. */
function outdented(lines: readonly ShownLine[], isShown: (at: number) => boolean): ShownLine[] {
  const indents = lines.flatMap((line, at) =>
    isShown(at) && !isBlank(line) ? [(line.tokens[0]?.text.match(/^ */)?.[0] ?? '').length] : [],
  )
  const shared = Math.min(...indents)
  if (indents.length === 0 || shared === 0) return [...lines]
  return lines.map(line => {
    const [first, ...rest] = line.tokens
    return first ? { ...line, tokens: [{ ...first, text: first.text.slice(shared) }, ...rest] } : line
  })
}

/** Policy text with its own line numbers. Rendered on the server; nothing of it needs script. */
export function JsonCode({
  label,
  context,
  brief = false,
  numbered = true,
  className,
  ...shown
}: JsonCodeProps) {
  const lines = linesOf(shown)
  const whole = brief ? lines.map(line => ({ ...line, tokens: briefTokens(line.tokens) })) : lines
  const told = whole.flatMap((line, at) => (line.change !== 'same' || line.marked ? [at] : []))
  const near = (at: number) =>
    context === undefined || told.length === 0 || told.some(place => Math.abs(place - at) <= context)
  const all = context === undefined && !brief ? whole : outdented(whole, near)
  const diff = typeof shown.before === 'string'
  return (
    <section
      data-slot="json-code"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      aria-label={label}
      className={classNames('focus-inset py-2', className)}
    >
      <pre className="text-[0.71875rem] leading-[1.0625rem] text-muted">
        {all.map((line, index) =>
          near(index) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines never move
            <Line key={index} line={line} marked={line.marked} diff={diff} numbered={numbered} />
          ) : near(index - 1) || (index === 0 && !near(index)) ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines never move
            <Gap key={index} />
          ) : null,
        )}
      </pre>
    </section>
  )
}
