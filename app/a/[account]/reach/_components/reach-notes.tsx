import { CaveatList } from '@/components/caveat-list'
import type { Caveat } from '@/lib/access/model/caveat'

/** How to read the counts, and what they cannot know. */
export function ReachNotes({
  how,
  notes,
  caveats,
}: {
  how: string
  /** What the counts leave open, a sentence each. */
  notes: string[]
  caveats: Caveat[]
}) {
  return (
    <footer className="grid gap-4 px-5 py-4 text-xs text-subtle max-sm:px-4">
      <p className="max-w-[88ch]">{how}</p>
      {notes.length > 0 ? (
        <ul aria-label="Not known" className="grid max-w-[88ch] gap-1">
          {notes.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <CaveatList caveats={caveats} title="What is not known" heading="h2" />
    </footer>
  )
}
