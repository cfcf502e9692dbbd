'use client'

import Link from 'next/link'
import { Banner, type BannerTone } from '@/components/ui/banner'
import { useAccount } from '@/components/use-account'
import type { RankedCause } from '@/lib/connect/doctor/cause'
import type { Recognised } from '@/lib/connect/doctor/recognised'
import { routes } from '@/lib/routes'
import type { DoctorTarget } from '@/lib/services/doctor/get-doctor'
import type { DoctorSigner } from '@/lib/services/doctor/likely-signers'
import type { DoctorRow, LiveAnswers } from './doctor-row'
import { FixButton } from './fix-button'
import { verdictInWords } from './verdict-words'

interface DoctorVerdictProps {
  rows: readonly DoctorRow[]
  ranked: readonly RankedCause[]
  answers: LiveAnswers
  recognised: Recognised | null
  target: DoctorTarget | null
  signer: DoctorSigner | null
  mayMint: boolean
  onPasteToken: () => void
}

const TONES: Record<'failed' | 'ok' | 'open', BannerTone> = { failed: 'error', ok: 'ok', open: 'info' }

/** The answer in one sentence, above what it rests on. */
export function DoctorVerdict(props: DoctorVerdictProps) {
  const { rows, ranked, answers, recognised, target, signer, mayMint, onPasteToken } = props
  const account = useAccount()
  const isTextKnown = (recognised?.symptoms.signs.length ?? 0) > 0
  const words = verdictInWords(rows, ranked, recognised?.notes ?? [], isTextKnown)
  if (!words)
    return (
      <p className="text-sm text-muted">
        Paste what a client, a token or the RDS log says, or choose a target: what may have stopped the
        sign-in is then looked at now.
      </p>
    )
  const checked = checkedWords(answers)
  const { databaseUser } = answers
  const instead = mayMint && databaseUser && databaseUser !== 'pending' ? databaseUser.instead : null
  const fix = words.tone === 'failed' ? rows[0]?.fix : null
  return (
    <div className="grid gap-2">
      <Banner
        tone={TONES[words.tone]}
        className="px-4 py-3"
        actions={checked ? <span className="text-xs text-muted max-sm:hidden">{checked}</span> : null}
      >
        <span className="block text-md font-semibold text-fg">{words.title}</span>
        {words.detail ? <span className="mt-1 block">{words.detail}</span> : null}
      </Banner>
      {fix ? (
        <div className="grid md:hidden">
          <FixButton fix={fix} primary onPasteToken={onPasteToken} />
        </div>
      ) : null}
      {words.tone === 'failed' && instead && target && signer ? (
        <p className="text-sm text-muted max-md:text-center">
          Or sign in now as <code className="text-xs text-fg">{instead}</code>, which works for {signer.label}
          .{' '}
          <Link
            href={routes.tokens(account, {
              region: target.region,
              resourceId: target.resourceId,
              user: instead,
            })}
            className="text-accent underline"
          >
            Token
          </Link>
        </p>
      ) : null}
    </div>
  )
}

/** `checked 14:02:19, 0.4 s` */
function checkedWords(answers: LiveAnswers): string | null {
  const done = Object.values(answers).flatMap(answer => (answer === 'pending' ? [] : answer))
  const last = done
    .map(({ checkedAt }) => checkedAt)
    .sort()
    .at(-1)
  if (!last) return null
  const longest = Math.max(...done.map(({ tookMs }) => tookMs))
  return `checked ${last.slice(11, 19)} UTC, ${(longest / 1000).toFixed(1)} s`
}
