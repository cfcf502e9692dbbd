import { Banner, type BannerTone } from '@/components/ui/banner'
import { VerdictMark } from '@/components/verdict-mark'
import type { Explanation } from '@/lib/access/explain'
import { VERDICT_WORDS, type Verdict } from '@/lib/access/verdict'
import type { Asked } from './simulator-line'

const TONES: Record<Verdict, BannerTone> = {
  canConnect: 'ok',
  conditional: 'warning',
  dormant: 'info',
  denied: 'error',
  noAccess: 'info',
  notEvaluated: 'info',
}

/** The verdict in words. Where AWS's own simulator says otherwise, both answers stand in amber. */
export function WhyVerdict({ explanation, asked }: { explanation: Explanation; asked: Asked }) {
  const other = asked.status === 'done' && asked.value.answer === 'disagrees' ? asked.value : null
  return (
    <div className="shrink-0 border-b border-line px-4 pb-3">
      <Banner
        tone={other ? 'warning' : TONES[explanation.verdict]}
        title={explanation.sentence}
        icon={<VerdictMark verdict={explanation.verdict} label={VERDICT_WORDS[explanation.verdict]} />}
      >
        {explanation.detail}
        {other && <span className="mt-1 block text-fg">{other.detail}</span>}
      </Banner>
    </div>
  )
}
