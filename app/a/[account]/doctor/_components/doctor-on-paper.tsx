import type { Recognised } from '@/lib/connect/doctor/recognised'
import { recognisedWords } from './recognised-words'

interface DoctorOnPaperProps {
  text: string
  recognised: Recognised | null
  target: string | null
  user: string | null
  signer: string | null
}

/** What was asked, on a sheet that has no fields. The text stays off it: it may hold a token, and paper is kept. */
export function DoctorOnPaper({ text, recognised, target, user, signer }: DoctorOnPaperProps) {
  const rows = [
    [
      'What the client said',
      recognised ? (recognisedWords(recognised, text) ?? 'Not known here') : 'Not told',
    ],
    ['Target', target ?? 'Not chosen'],
    ['Database user', user ?? 'Not said'],
    ['Who was signing in', signer ?? 'Not said'],
  ]
  return (
    <dl className="hidden grid-cols-[12rem_1fr] gap-y-1 print:grid">
      {rows.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
