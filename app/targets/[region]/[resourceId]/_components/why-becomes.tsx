import { Box, Building2, Globe, UserRound, UserRoundKey, UsersRound } from 'lucide-react'
import Link from 'next/link'
import { PanelSection } from '@/components/ui/sheet'
import type { AssumePath } from '@/lib/access/assume-paths'
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

function words(path: AssumePath): string {
  const through = path.via.length > 0 ? `through ${path.via.join(', then ')}` : null
  const open = path.decision === 'conditional' && !path.note ? 'on a condition' : null
  return [through, path.note, open].filter(Boolean).join(', ')
}

/** Who can become the role: directly first, then through other roles. */
export function WhyBecomes({ becomes, principalArn }: { becomes: AssumePath[]; principalArn: string }) {
  if (!principalArn.includes(':role/')) return null
  return (
    <PanelSection title="Who can become this role">
      {becomes.length === 0 && <p className="text-muted">Nobody that its trust policy names.</p>}
      <ul className="grid gap-1.5">
        {becomes.slice(0, SHOWN).map(path => {
          const Icon = ICONS[path.kind]
          return (
            <li key={`${path.kind} ${path.label} ${path.via.join()}`} className="flex items-start gap-2.5">
              <span className="grid size-5 shrink-0 place-items-center rounded-md border border-line bg-canvas text-subtle">
                <Icon size={12} strokeWidth={1.5} aria-hidden />
              </span>
              <span className="min-w-0 text-xs break-words">
                <span className="font-mono">{path.label}</span>{' '}
                <span className="text-subtle">{words(path)}</span>
              </span>
            </li>
          )
        })}
      </ul>
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
