import type { ReactNode } from 'react'
import { classNames } from './ui/class-names'

/** A newer plan is on its way. */
export const settlingClass = (isOld: boolean) =>
  classNames('transition-opacity duration-120', isOld && 'opacity-60')

/** Each half scrolls by itself: what is about to happen is never under the button that makes it happen. */
export function PlanPane({
  isOld = false,
  apply,
  children,
}: {
  isOld?: boolean
  apply: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <div className="min-h-0 flex-1 lg:overflow-y-auto">{children}</div>
      <div className={classNames(settlingClass(isOld), 'lg:max-h-1/2 lg:shrink-0 lg:overflow-y-auto')}>
        {apply}
      </div>
    </>
  )
}
