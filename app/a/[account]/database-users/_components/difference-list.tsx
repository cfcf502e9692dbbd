import Link from 'next/link'
import { CheckboxField } from '@/components/ui/checkbox'
import { Tag } from '@/components/ui/tag'
import { userKey } from '@/lib/access/reach/users-view'
import { formatCount } from '@/lib/format'
import type { Difference } from '@/lib/provision/reconcile'
import { routes } from '@/lib/routes'
import type { TargetDifferences } from '@/lib/services/reconcile/list-differences'

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

export type Half = 'inside' | 'iam'

/** One of the two mends of a difference. */
export const mendKey = (resourceId: string, { kind, databaseUser, host }: Difference, half: Half) =>
  `${resourceId} ${kind} ${userKey({ name: databaseUser, host })} ${half}`

interface MendChoiceProps {
  label: string
  words: string
  checked: boolean
  disabled: boolean
  onToggle: () => void
}

function MendChoice({ label, words, checked, disabled, onToggle }: MendChoiceProps) {
  return (
    <CheckboxField aria-label={label} checked={checked} disabled={disabled} onChange={onToggle}>
      {words}
    </CheckboxField>
  )
}

interface DifferenceListProps {
  of: TargetDifferences
  chosen: ReadonlySet<string>
  mayChange: boolean
  mayGrant: boolean
  onToggle: (difference: Difference, half: Half) => void
}

/** What one target and IAM disagree about, each line with what mends it inside, and in IAM. */
export function DifferenceList(props: DifferenceListProps) {
  const { target, differences } = props.of
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
          const { databaseUser, host, kind, text, principals } = difference
          const name = userKey({ name: databaseUser, host })
          return (
            <li
              key={mendKey(target.resourceId, difference, 'inside')}
              className="flex flex-wrap items-start gap-x-6 gap-y-1 border-b border-line px-5 py-2 max-md:px-4"
            >
              <div className="min-w-0 flex-1 basis-72">
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
                <p className="text-xs text-muted">{text}</p>
              </div>
              <Mends {...props} difference={difference} name={`${name} on ${target.name}`} />
            </li>
          )
        })}
      </ul>
    </section>
  )
}

interface MendsProps extends DifferenceListProps {
  difference: Difference
  name: string
}

/** One is enough, but where the grants are to name a user that is made first: then it takes both. */
function Mends({ of: { target }, chosen, mayChange, mayGrant, onToggle, difference, name }: MendsProps) {
  const { databaseUser, inIam } = difference
  const words = mendWords(difference)
  const isChosen = (half: Half) => chosen.has(mendKey(target.resourceId, difference, half))
  return (
    <div className="w-96 max-w-full shrink-0 text-xs">
      {words === null ? (
        <p className="min-h-6 pl-6 text-muted">Nothing inside mends it.</p>
      ) : (
        <MendChoice
          label={`Mend ${name}`}
          words={words}
          checked={isChosen('inside')}
          disabled={!mayChange}
          onToggle={() => onToggle(difference, 'inside')}
        />
      )}
      {inIam &&
        (inIam.change === 'grant' ? (
          <p className="pl-6 text-muted">
            Or in IAM:{' '}
            <Link
              href={routes.reachUser(target.accountId, databaseUser)}
              prefetch={false}
              className="text-accent underline"
            >
              {inIam.text}
            </Link>
          </p>
        ) : (
          <MendChoice
            label={`In IAM, ${name}: ${inIam.text}`}
            words={`In IAM: ${inIam.text}`}
            checked={isChosen('iam')}
            disabled={!mayGrant}
            onToggle={() => onToggle(difference, 'iam')}
          />
        ))}
    </div>
  )
}
