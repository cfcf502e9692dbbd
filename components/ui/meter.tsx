import { classNames } from './class-names'

const tones = {
  neutral: 'bg-control',
  accent: 'bg-accent-solid',
  warning: 'bg-cond-solid',
  error: 'bg-deny-solid',
} as const

/** A bar; the words beside it carry the value. */
function Meter({
  value,
  max,
  label,
  tone = 'neutral',
  className = 'w-30',
}: {
  value: number
  max: number
  label: string
  tone?: keyof typeof tones
  className?: string
}) {
  const share = max > 0 ? Math.min(1, value / max) : 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: the platform's meter cannot be drawn as designed
    <span
      data-slot="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className={classNames(
        'inline-block h-1.5 overflow-hidden rounded-full bg-active align-middle',
        className,
      )}
    >
      <span
        className={classNames('block h-full rounded-full', tones[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  )
}

export { Meter }
