import { TriangleAlert } from 'lucide-react'

/** No mistake, and yet something to look at. */
export function LookAtThis() {
  return (
    <TriangleAlert
      role="img"
      aria-label="Look at this"
      size={14}
      strokeWidth={1.5}
      className="mt-0.5 shrink-0 text-cond"
    />
  )
}
