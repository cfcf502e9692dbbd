import { JsonCode } from '@/components/json-code'
import { SEVERITY_WORDS, SeverityMark } from '@/components/severity-mark'
import { Checkbox } from '@/components/ui/checkbox'
import { displayText } from '@/lib/iam/index'
import type { FixesLine } from '@/lib/services/findings/plan-fixes'
import { effectWords } from '../../_components/fix-words'
import { shortArns } from '../../_components/short-arns'

const AROUND = 1
const NAMED = 3

function Change({ line: { before, after, subject }, rule }: { line: FixesLine; rule: string }) {
  if (after === null)
    return (
      <p className="pb-2.5 text-xs text-muted">
        <code className="text-xs">{subject}</code> is deleted: nothing else would be left in it.
      </p>
    )
  const short = (text: string) => shortArns(displayText(text), rule)
  return (
    <JsonCode
      text={short(after)}
      before={short(before)}
      context={AROUND}
      label={`${subject}, before and after`}
      className="mb-3 max-h-80 overflow-y-auto rounded-md border border-line bg-surface"
    />
  )
}

function placesOf(targets: readonly string[]): string {
  const more = targets.length - NAMED
  return [...targets.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', ')
}

/** One finding that the fix can be applied to: whether it is, what it alone would do, and its document. */
export function TogetherLine({ line, rule }: { line: FixesLine; rule: string }) {
  const { findingId, severity, subject, targets, effect, chosen, problem } = line
  const name = `fix-${findingId}`
  return (
    <li className="relative border-b border-line px-5 max-md:px-4">
      <div className="flex min-h-10 items-center gap-3 max-md:min-h-12">
        <Checkbox
          id={name}
          name="only"
          value={findingId}
          defaultChecked={chosen}
          disabled={problem !== null}
          aria-describedby={problem ? `${name}-problem` : undefined}
          className="max-sm:hidden"
        />
        <SeverityMark severity={severity} label={SEVERITY_WORDS[severity]} />
        <label htmlFor={name} className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 py-1.5">
          <code className="max-w-full truncate text-xs font-medium">{subject}</code>
          <span className="truncate text-xs text-muted">{placesOf(targets)}</span>
        </label>
        <span className="shrink-0 text-xs text-muted sm:mr-30">{effectWords(effect)}</span>
      </div>
      {problem ? (
        <p id={`${name}-problem`} className="pb-2 text-xs text-cond">
          {problem}
        </p>
      ) : null}
      <details className="group/change">
        <summary className="flex min-h-6 cursor-pointer items-center text-xs text-accent hover:underline max-md:min-h-11 sm:absolute sm:top-2 sm:right-5">
          <span className="group-open/change:hidden">Show the change</span>
          <span className="hidden group-open/change:inline">Hide the change</span>
        </summary>
        <Change line={line} rule={rule} />
      </details>
    </li>
  )
}
