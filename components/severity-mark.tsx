import { Mark } from './ui/mark'

export type Severity = 'critical' | 'high' | 'medium' | 'low'

export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
}

/** Octagon with bar, solid triangle, hollow triangle, bar: told apart without colour. */
export function SeverityMark({
  severity,
  size = 14,
  label,
}: {
  severity: Severity
  size?: number
  label?: string
}) {
  return (
    <Mark size={size} label={label}>
      {severity === 'critical' ? (
        <>
          <path d="M4.7 1.5h4.6l3.2 3.2v4.6l-3.2 3.2H4.7L1.5 9.3V4.7Z" className="fill-deny-solid" />
          <path d="M7 4v3.4" className="stroke-surface" strokeWidth="1.6" strokeLinecap="round" />
          <circle cx="7" cy="9.8" r=".9" className="fill-surface" />
        </>
      ) : null}
      {severity === 'high' ? <path d="M7 1.6 13 12.2H1Z" className="fill-deny-solid" /> : null}
      {severity === 'medium' ? (
        <path d="M7 2.6 12 11.4H2Z" className="stroke-cond-solid" strokeWidth="1.5" strokeLinejoin="round" />
      ) : null}
      {severity === 'low' ? <path d="M2.5 7h9" className="stroke-dorm-solid" strokeWidth="1.8" /> : null}
    </Mark>
  )
}
