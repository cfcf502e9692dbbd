import type { Part } from '@/lib/access/model/part'
import type { DatedPart } from '@/lib/access/reading/dated-parts'
import { formatUtc } from '@/lib/format'
import { MomentText } from './moment'

const UNDATED: Partial<Record<Part['state'], string>> = { reading: 'being read', notAsked: 'not asked' }

function wordsOf({ name, at, state }: DatedPart): string {
  if (at === null) return `${name} ${UNDATED[state] ?? 'not read'}`
  return `${name} ${formatUtc(at)}${state === 'kept' ? ', not again since' : ''}`
}

/** The date of what the page shows: of its oldest part. Where parts differ, each stands in the tip with its own. */
export function AsOf({
  readAt,
  dates,
  now,
  onPhone = true,
}: {
  readAt: string
  dates: readonly DatedPart[]
  now: string
  /** Where a long title leaves no room for it. */
  onPhone?: boolean
}) {
  const differ = dates.some(({ state }) => state !== 'read')
  const each = dates.map(wordsOf).join('\n')
  return (
    <time
      dateTime={readAt}
      title={differ ? each : formatUtc(readAt)}
      className={`tabular-nums max-sm:order-1 ${onPhone ? '' : 'max-sm:hidden'} print:inline! print:whitespace-normal ${differ ? 'cursor-help underline decoration-dotted underline-offset-3' : ''}`}
    >
      as of <MomentText iso={readAt} now={now} />
      {differ ? <span className="sr-only print:not-sr-only">: {each}</span> : null}
    </time>
  )
}
