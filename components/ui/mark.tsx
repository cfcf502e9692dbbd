import type { ReactNode } from 'react'
import { classNames } from './class-names'

/** Frame of every mark: a 14-unit box. Without a label it is decoration, for the word beside it. */
function Mark({
  size = 14,
  label,
  className,
  children,
}: {
  size?: number | undefined
  label?: string | undefined
  className?: string | undefined
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: the label is the accessible name; without one it is hidden
    <svg
      data-slot="mark"
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      className={classNames('shrink-0', className)}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {children}
    </svg>
  )
}

export { Mark }
