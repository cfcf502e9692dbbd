import { ChevronRight } from 'lucide-react'
import { PanelSection } from '@/components/ui/sheet'
import type { DatabaseUser, PlaceRights, UnreadInside, UserDetail } from '@/lib/access/model/database-user'
import { formatNumber } from '@/lib/format'

function Tables({ place }: { place: PlaceRights }) {
  return (
    <ul className="grid gap-0.5 pb-1.5 pl-4.5">
      {place.tables.map(({ name, privileges }) => (
        <li key={`${name} ${privileges.join()}`} className="flex flex-wrap gap-x-2 text-xs">
          <code className="break-all">{name}</code>
          <span className="text-subtle">{privileges.join(', ')}</span>
        </li>
      ))}
      {place.more > 0 && <li className="text-xs text-subtle">and {formatNumber(place.more)} more</li>}
    </ul>
  )
}

function Future({ words }: { words: string | null }) {
  return words && <p className="pb-1 text-xs text-muted">On tables made later: {words}.</p>
}

function Schema({ place }: { place: PlaceRights }) {
  const head = (
    <>
      <code className="text-xs">{place.schema}</code> <span className="text-muted">{place.words}</span>
    </>
  )
  return (
    <li>
      {place.tables.length > 0 ? (
        <details className="group">
          <summary className="flex cursor-pointer items-start gap-1 rounded-sm py-0.5 max-md:min-h-11 max-md:items-center">
            <ChevronRight
              aria-hidden
              size={13}
              strokeWidth={1.5}
              className="mt-1 shrink-0 text-subtle transition-transform duration-120 group-open:rotate-90 max-md:mt-0"
            />
            <span className="min-w-0">{head}</span>
          </summary>
          <Tables place={place} />
        </details>
      ) : (
        <p className="py-0.5 pl-4.5">{head}</p>
      )}
      <Future words={place.future} />
    </li>
  )
}

/** Its rights by database and schema, with the tables behind the words, and what was not read. */
export function UserRights({
  user,
  detail,
  unread,
}: {
  user: DatabaseUser
  detail: UserDetail
  unread: UnreadInside[]
}) {
  const databases = [...new Set(detail.rights.map(({ database }) => database))]
  const whyUnread = (database: string) => unread.find(one => one.database === database)?.why
  return (
    <PanelSection title="Rights">
      {user.superuser && (
        <p className="pb-1.5">It administers the server: it may do anything in any database.</p>
      )}
      {databases.length === 0 && !user.superuser && (
        <p>{user.canDo === null ? 'Not read.' : 'None on any database.'}</p>
      )}
      {databases.map(database => {
        const places = detail.rights.filter(place => place.database === database)
        const whole = places.find(({ schema }) => schema === null)
        const why = whyUnread(database)
        return (
          <section key={database} aria-label={`Rights in ${database}`} className="pb-2 last:pb-0">
            <h4 className="py-0.5">
              <code className="text-xs font-semibold">{database}</code>{' '}
              <span className="text-xs text-muted">{whole?.words}</span>
            </h4>
            <Future words={whole?.future ?? null} />
            <ul>
              {places
                .filter(({ schema }) => schema !== null)
                .map(place => (
                  <Schema key={place.schema} place={place} />
                ))}
            </ul>
            {why && <p className="text-xs text-cond">Its tables were not read: {why}.</p>}
          </section>
        )
      })}
    </PanelSection>
  )
}
