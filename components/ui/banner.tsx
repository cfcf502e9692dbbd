import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

const tones = {
  info: { box: 'border-line bg-sunken', mark: 'text-subtle', Icon: Info },
  warning: { box: 'border-cond-line bg-cond-tint', mark: 'text-cond', Icon: TriangleAlert },
  error: { box: 'border-deny-line bg-deny-tint', mark: 'text-deny', Icon: CircleX },
  ok: { box: 'border-ok-line bg-ok-tint', mark: 'text-ok', Icon: CircleCheck },
} as const

type BannerTone = keyof typeof tones

interface BannerProps {
  tone?: BannerTone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** Replaces the tone's icon, for example by a verdict mark. */
  icon?: ReactNode
  /** `alert` only for session-ending and failed writes. */
  role?: 'alert' | 'status'
  className?: string
}

/** What happened · what it affects · action. */
function Banner({ tone = 'info', title, children, actions, icon, role, className }: BannerProps) {
  const { box, mark, Icon } = tones[tone]
  return (
    <div
      data-slot="banner"
      role={role}
      className={classNames(
        'flex items-start gap-x-3 gap-y-2 rounded-md border px-3 py-2 text-fg max-sm:flex-wrap',
        box,
        className,
      )}
    >
      <span className={classNames('mt-0.5 grid size-4 shrink-0 place-items-center', mark)}>
        {icon ?? <Icon aria-hidden size={15} strokeWidth={1.5} />}
      </span>
      <div className="min-w-0 flex-1 basis-52">
        {title ? <span className="mr-1.5 font-semibold">{title}</span> : null}
        <span className="text-muted">{children}</span>
      </div>
      {actions ? <div className="-my-0.5 flex shrink-0 items-center gap-2">{actions}</div> : null}
    </div>
  )
}

export { Banner, type BannerTone }
