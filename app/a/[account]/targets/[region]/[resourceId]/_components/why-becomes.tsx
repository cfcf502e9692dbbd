import { Box, Building2, Globe, UserRound, UserRoundKey, UsersRound } from 'lucide-react'
import Link from 'next/link'
import { PanelSection } from '@/components/ui/sheet'
import type { AssumePath } from '@/lib/access/explain/assume-paths'
import { routes } from '@/lib/routes'

const ICONS: Record<AssumePath['kind'], typeof Box> = {
  role: UserRound,
  user: UserRoundKey,
  service: Box,
  federated: UsersRound,
  account: Building2,
  anyone: Globe,
}

const SHOWN = 6

function words({ via, note, decision }: Pick<AssumePath, 'via' | 'note' | 'decision'>): string {
  const through = via.length > 0 ? `through ${via.join(', then ')}` : null
  const open = decision === 'conditional' && !note ? 'on a condition' : null
  return [through, note, open].filter(Boolean).join(', ')
}

/** Who can become the role, the strongest way first; under it the shorter ones that ask for more. */
export function WhyBecomes({
  becomes,
  caveat,
  principalArn,
}: {
  becomes: AssumePath[]
  caveat: string | null
  principalArn: string
}) {
  if (!principalArn.includes(':role/')) return null
  return (
    <PanelSection title="Who can become this role">
      {becomes.length === 0 && <p className="text-muted">Nobody that its trust policy names.</p>}
      <ul className="grid grid-cols-1 gap-1.5">
        {becomes.slice(0, SHOWN).map(path => {
          const Icon = ICONS[path.kind]
          return (
            <li
              key={`${path.kind} ${path.label} ${path.via.join()} ${path.note}`}
              className="flex items-start gap-2.5"
            >
              <span className="grid size-5 shrink-0 place-items-center rounded-md border border-line bg-canvas text-subtle">
                <Icon size={12} strokeWidth={1.5} aria-hidden />
              </span>
              <span className="min-w-0 text-xs break-words">
                <span className="font-mono">{path.label}</span>{' '}
                <span className="text-subtle">{words(path)}</span>
                {path.others.map(other => (
                  <span key={other.via.join()} className="block text-subtle">
                    or {other.via.length === 0 ? 'directly, ' : ''}
                    {words(other)}
                  </span>
                ))}
              </span>
            </li>
          )
        })}
      </ul>
      {caveat && becomes.length > 0 ? <p className="mt-2 text-xs text-subtle">{caveat}</p> : null}
      {becomes.length > SHOWN && (
        <Link
          href={routes.principal(principalArn)}
          className="mt-2 inline-block text-xs text-accent hover:underline"
        >
          Show all {becomes.length}
        </Link>
      )}
    </PanelSection>
  )
}
