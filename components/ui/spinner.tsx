import { Mark } from './mark'

/** The pending arc. Stands still under reduced motion. */
function Spinner({ size = 14, label }: { size?: number; label?: string }) {
  return (
    <Mark size={size} label={label}>
      <circle cx="7" cy="7" r="4.75" stroke="currentColor" strokeOpacity=".28" strokeWidth="1.5" />
      <path
        d="M7 2.25A4.75 4.75 0 0 1 11.75 7"
        stroke="currentColor"
        strokeWidth="1.75"
        strokeLinecap="round"
        className="turning"
      />
    </Mark>
  )
}

export { Spinner }
