import { shortenId } from '@/lib/format'
import { classNames } from './ui/class-names'
import { CopyButton } from './ui/copy-button'

interface ArnTextProps {
  value: string
  /** What it is, for the copy button: `resource id`. */
  name: string
  /** The shown form; default: prefix and four … last four. Pass the value itself to show all of it. */
  shown?: string
  copy?: boolean
  /** Goes on in the next line: where nothing stands beside it. */
  wraps?: boolean
  className?: string
}

/** An identifier in mono: full in the title, copied whole. */
export function ArnText({ value, name, shown, copy = false, wraps = false, className }: ArnTextProps) {
  return (
    <span
      data-slot="arn-text"
      className={classNames(
        'inline-flex max-w-full items-center gap-0.5 align-middle',
        wraps ? 'wrap-anywhere' : 'whitespace-nowrap',
        className,
      )}
    >
      <code
        title={value}
        className={classNames('min-w-0 text-xs', !wraps && 'overflow-hidden text-ellipsis')}
      >
        {shown ?? shortenId(value)}
      </code>
      {copy ? <CopyButton text={value} label={`Copy the ${name}`} /> : null}
    </span>
  )
}
