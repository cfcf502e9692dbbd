'use client'
import { BadgeCheck, TriangleAlert } from 'lucide-react'
import { useActionState } from 'react'
import { SubmitButton } from '@/components/submit-button'
import { Banner, type BannerTone } from '@/components/ui/banner'
import { VerdictMark } from '@/components/verdict-mark'
import type { Explanation } from '@/lib/access/explain'
import { VERDICT_WORDS, type Verdict } from '@/lib/access/verdict'
import { IDLE } from '@/lib/actions/action-state'
import { formatClock } from '@/lib/format'
import { simulateCellAction } from '../actions'
import type { AccessTarget } from './access-view'

const TONES: Record<Verdict, BannerTone> = {
  canConnect: 'ok',
  conditional: 'warning',
  dormant: 'info',
  denied: 'error',
  noAccess: 'info',
  notEvaluated: 'info',
}

/** The verdict in words, and whether AWS's own simulator says the same. If it does not, both answers stand in amber. */
export function WhyVerdict({ target, explanation }: { target: AccessTarget; explanation: Explanation }) {
  const [asked, ask] = useActionState(simulateCellAction, IDLE)
  const answer = asked.status === 'done' ? asked.value : null
  const disagrees = answer?.answer === 'disagrees'
  return (
    <div className="border-b border-line px-4 pb-3">
      <Banner
        tone={disagrees ? 'warning' : TONES[explanation.verdict]}
        title={explanation.sentence}
        icon={<VerdictMark verdict={explanation.verdict} label={VERDICT_WORDS[explanation.verdict]} />}
      >
        {explanation.detail}
        {disagrees && <span className="mt-1 block text-fg">{answer.detail}</span>}
      </Banner>
      <form action={ask} className="mt-2.5 flex min-h-6 items-center gap-2">
        <input type="hidden" name="region" value={target.region} />
        <input type="hidden" name="resourceId" value={target.resourceId} />
        <input type="hidden" name="principalArn" value={explanation.principalArn} />
        <input type="hidden" name="databaseUser" value={explanation.databaseUser} />
        {answer ? (
          <p
            role="status"
            className="flex items-center gap-2"
            title={`${answer.detail} ${formatClock(answer.at)} UTC`}
          >
            {disagrees ? (
              <TriangleAlert size={15} strokeWidth={1.5} aria-hidden className="shrink-0 text-cond" />
            ) : (
              <BadgeCheck size={15} strokeWidth={1.5} aria-hidden className="shrink-0 text-ok" />
            )}
            <span>
              <span className="font-medium">AWS policy simulator {answer.answer}</span>
              <span className="text-muted">, {formatClock(answer.at)} UTC</span>
            </span>
          </p>
        ) : (
          <>
            <span className="min-w-0 flex-1 text-xs text-muted">
              {asked.status === 'failed' ? (
                <span className="text-deny">
                  {asked.message} {asked.answer && <code className="text-xs">{asked.answer}</code>}
                </span>
              ) : (
                'AWS policy simulator was not asked'
              )}
            </span>
            <SubmitButton variant="secondary" size="sm" busyLabel="Asking AWS">
              Ask the AWS simulator
            </SubmitButton>
          </>
        )}
      </form>
    </div>
  )
}
