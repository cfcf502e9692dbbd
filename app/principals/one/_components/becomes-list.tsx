import { VerdictMark } from '@/components/verdict-mark'
import type { AssumePath } from '@/lib/access/assume-paths'
import type { Verdict } from '@/lib/access/verdict'

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

/** Ways to become a role: directly first, then through other roles. */
export function BecomesList({ becomes }: { becomes: AssumePath[] }) {
  return (
    <ul className="grid gap-3">
      {becomes.map(path => (
        <li key={`${path.kind} ${path.label} ${path.via.join()}`} className="flex items-start gap-3">
          <span className="mt-0.5">
            <VerdictMark verdict={MARKS[path.decision]} label={WORDS[path.decision]} size={13} />
          </span>
          <span className="min-w-0 text-xs">
            <span className="block font-mono break-all">{path.label}</span>
            <span className="block text-muted">
              {[path.via.length > 0 ? `through ${path.via.join(', then ')}` : KINDS[path.kind], path.note]
                .filter(Boolean)
                .join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
