import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { CopyButton } from './copy-button'

interface CodeBlockProps {
  /** What the copy button copies; without `children` also what is shown. */
  text: string
  label: string
  children?: ReactNode
  copy?: boolean
  className?: string
}

/** A frame for code, with copy. What does not fit goes on below: the end of a line may be what decides. */
function CodeBlock({ text, label, children, copy = true, className }: CodeBlockProps) {
  return (
    <figure
      data-slot="code-block"
      aria-label={label}
      className={classNames('relative m-0 rounded-lg border border-line bg-surface', className)}
    >
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className={classNames(
          'focus-inset rounded-lg py-2.5 pl-3 text-xs wrap-anywhere whitespace-pre-wrap max-md:py-3',
          copy ? 'pr-12' : 'pr-3',
        )}
      >
        {children ?? text}
      </pre>
      {copy ? (
        <CopyButton
          text={text}
          label={`Copy ${label}`}
          className="absolute top-1 right-1.5 bg-surface max-md:top-0.5 max-md:right-0.5 max-md:size-10!"
        />
      ) : null}
    </figure>
  )
}

export { CodeBlock }
