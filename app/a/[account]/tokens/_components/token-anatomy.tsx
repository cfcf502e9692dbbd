import { Moment } from '@/components/moment'
import { TokenParts } from '@/components/token-parts'
import type { IssuedToken } from '@/lib/services/tokens/mint-token'

/** The token taken apart, its secrets masked. */
export function TokenAnatomy({ issued }: { issued: IssuedToken }) {
  const { facts } = issued
  const notes = [
    { mark: 1, title: 'Only this host and port', detail: 'not a CNAME for it' },
    { mark: 2, title: 'Only this user', detail: 'fixed when signed' },
    { mark: 3, title: 'The session that signed it', detail: issued.signerLabel },
    {
      mark: 4,
      title: (
        <>
          Opens until <Moment iso={issued.expiresAt} now={issued.expiresAt} />
        </>
      ),
      detail: '900 s at most',
    },
  ]
  return (
    <section className="border-b border-line px-5 py-4 max-md:hidden">
      <h2 className="font-semibold">What is in the token</h2>
      <div className="mt-2">
        <TokenParts parts={facts.parts} />
      </div>
      <ul className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2">
        {notes.map(note => (
          <li key={note.mark} className="flex gap-2.5">
            <span className="text-xs leading-5 font-semibold text-accent">{note.mark}</span>
            <div className="min-w-0">
              <span className="block">{note.title}</span>
              <span className="block truncate text-xs text-subtle" title={note.detail}>
                {note.detail}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
