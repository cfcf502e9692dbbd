import { Banner, type BannerTone } from '@/components/ui/banner'
import { VerdictMark } from '@/components/verdict-mark'
import type { Explanation } from '@/lib/access/explain/explain'
import { verdictWords } from '@/lib/access/model/as-far-as-read'
import type { Verdict } from '@/lib/access/model/verdict'

const TONES: Record<Verdict, BannerTone> = {
  canConnect: 'ok',
  conditional: 'warning',
  dormant: 'info',
  denied: 'error',
  noAccess: 'info',
  notEvaluated: 'info',
}

/** The verdict in words. Where AWS's own simulator says something else that does not decide, both stand in amber. */
export function WhyVerdict({ explanation }: { explanation: Explanation }) {
  const { verdict, simulated, asFarAsRead } = explanation
  const differs = simulated?.differs
  return (
    <div className="shrink-0 border-b border-line px-4 pb-3">
      <Banner
        tone={differs ? 'warning' : TONES[verdict]}
        title={explanation.sentence}
        icon={<VerdictMark verdict={verdict} label={verdictWords(verdict, asFarAsRead)} />}
      >
        {explanation.detail}
        {differs && <span className="mt-1 block text-fg">{differs}</span>}
      </Banner>
    </div>
  )
}
