import { FirstOnScreen } from '@/components/first-on-screen'
import { shownName } from '@/components/shown-name'
import { VerdictMark } from '@/components/verdict-mark'
import type { AssumePath } from '@/lib/access/explain/assume-paths'
import type { Verdict } from '@/lib/access/model/verdict'

const MARKS: Record<AssumePath['decision'], Verdict> = {
  allowed: 'canConnect',
  conditional: 'conditional',
}

const KINDS: Record<AssumePath['kind'], string> = {
  role: 'role',
  user: 'IAM user',
  service: 'AWS service',
  federated: 'identity provider',
  account: 'AWS account',
  anyone: 'anyone',
}

const WORDS: Record<AssumePath['decision'], string> = {
  allowed: 'Can become it',
  conditional: 'Can become it on a condition',
}

function words({ via, note }: Pick<AssumePath, 'via' | 'note'>, direct: string): string {
  return [via.length > 0 ? `through ${via.map(shownName).join(', then ')}` : direct, note]
    .filter(Boolean)
    .join(', ')
}

interface BecomesListProps {
  becomes: AssumePath[]
  caveat: string | null
  /** On screen; paper holds them all. */
  most: number
}

/** Ways to become a role, the strongest first; under it the shorter ones that ask for more. */
export function BecomesList({ becomes, caveat, most }: BecomesListProps) {
  return (
    <ul className="grid grid-cols-1 gap-3">
      <FirstOnScreen most={most} more={null}>
        {becomes.map(path => (
          <li
            key={`${path.kind} ${path.label} ${path.via.join()} ${path.note}`}
            className="flex items-start gap-3"
          >
            <span className="mt-0.5">
              <VerdictMark verdict={MARKS[path.decision]} label={WORDS[path.decision]} size={13} />
            </span>
            <span className="min-w-0 text-xs">
              <span className="block font-mono break-all" title={path.label}>
                {shownName(path.label)}
              </span>
              <span className="block text-muted wrap-anywhere">{words(path, KINDS[path.kind])}</span>
              {path.others.map(other => (
                <span key={other.via.join()} className="block text-muted wrap-anywhere">
                  or {words(other, 'directly')}
                </span>
              ))}
            </span>
          </li>
        ))}
      </FirstOnScreen>
      {caveat ? <li className="text-xs text-subtle">{caveat}</li> : null}
    </ul>
  )
}
