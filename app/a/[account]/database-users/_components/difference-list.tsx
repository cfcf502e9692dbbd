import Link from 'next/link'
import { Checkbox } from '@/components/ui/checkbox'
import { Tag } from '@/components/ui/tag'
import { userKey } from '@/lib/access/reach/users-view'
import { formatCount } from '@/lib/format'
import type { Difference } from '@/lib/provision/reconcile'
import { routes } from '@/lib/routes'
import type { TargetDifferences } from '@/lib/services/databases/list-differences'

const KINDS: Record<Difference['kind'], string> = {
  missing: 'Missing',
  notReady: 'Not IAM-ready',
  unreached: 'Nobody reaches it',
  otherCase: 'Differs by case',
}

const MENDS = {
  create: 'Create it, with no rights yet',
  makeReady: 'Make it IAM-ready',
  close: 'Close its sign-in',
} as const

function mendWords({ inside: [intent] }: Difference): string | null {
  if (!intent) return null
  return intent.kind === 'create' || intent.kind === 'makeReady' || intent.kind === 'close'
    ? intent.kind === 'create' && intent.rights.template === 'like'
      ? `Create ${intent.user.name} with its rights`
      : MENDS[intent.kind]
    : null
}

export const differenceKey = (resourceId: string, { kind, databaseUser, host }: Difference) =>
  `${resourceId} ${kind} ${userKey({ name: databaseUser, host })}`

interface DifferenceListProps {
  of: TargetDifferences
  chosen: ReadonlySet<string>
  onToggle: (key: string) => void
}

/** What one target and IAM disagree about, each line with what mends it inside, and in IAM. */
export function DifferenceList({ of: { target, differences }, chosen, onToggle }: DifferenceListProps) {
  return (
    <section aria-label={target.name}>
      <h2 className="flex h-7 items-center gap-2 border-b border-line bg-sunken px-5 text-2xs font-semibold max-md:px-4">
        <Link href={routes.targetUsers(target)} prefetch={false} className="hover:underline">
          {target.name}
        </Link>
        <span className="font-normal text-subtle">{differences.length}</span>
      </h2>
      <ul>
        {differences.map(difference => {
          const { databaseUser, host, kind, text, principals, inIam } = difference
          const key = differenceKey(target.resourceId, difference)
          const mend = mendWords(difference)
          const name = userKey({ name: databaseUser, host })
          return (
            <li key={key} className="flex items-start gap-3 border-b border-line px-5 py-2 max-md:px-4">
              <Checkbox
                className="mt-0.5 shrink-0"
                aria-label={`Mend ${name} on ${target.name}`}
                checked={chosen.has(key)}
                disabled={mend === null}
                onChange={() => onToggle(key)}
              />
              <div className="min-w-0 flex-1">
                <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <code className="text-xs font-medium break-all">{name}</code>
                  <Tag>{KINDS[kind]}</Tag>
                  {principals.length > 0 && (
                    <span
                      className="text-xs text-muted"
                      title={principals.map(({ label }) => label).join(', ')}
                    >
                      {formatCount(principals.length, 'principal')} by its name
                    </span>
                  )}
                </p>
                <p className="text-xs text-muted">
                  {text} <span className="text-fg md:hidden">{mend ?? 'Nothing inside mends it'}.</span>
                </p>
              </div>
              <div className="w-72 shrink-0 text-xs max-md:hidden">
                <p>{mend ?? 'Nothing inside mends it'}</p>
                {inIam && (
                  <p className="text-muted">
                    {mend ? 'Or in IAM: ' : 'In IAM: '}
                    <Link
                      href={routes.reachUser(target.accountId, databaseUser)}
                      prefetch={false}
                      className="text-accent underline"
                    >
                      {inIam.text}
                    </Link>
                  </p>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
