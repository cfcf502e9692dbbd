import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { PathBlock as Block } from '@/lib/access/explain/path-step'
import { PathMark } from './path-mark'
import { PathStatement, PolicyName } from './path-statement'
import type { ReadCell } from './try-without'

interface PathBlockProps {
  block: Block
  cell: ReadCell
  open: boolean
  onToggle: () => void
  /** A level stands inside a step: its mark has no ring, and says which of how many it is. */
  level?: { number: number; of: number }
  children?: ReactNode
}

const canOpen = ({ note, statements }: Block) => note !== null || statements.length > 0

/** One step or level: what it says in a line, and on demand the statements that say it. */
export function PathBlock({ block, cell, open, onToggle, level, children }: PathBlockProps) {
  const id = useId()
  const { name, outcome, words, note, statements } = block
  const isOpen = open && canOpen(block)
  const failed = outcome === 'fail'
  const title = (
    <>
      <span className={classNames('font-medium', outcome === 'notApplicable' ? 'text-muted' : 'text-fg')}>
        {name}
      </span>{' '}
      <span className="text-muted">{words}</span>
    </>
  )
  return (
    <div data-slot="path-block" data-outcome={outcome} className="min-w-0 scroll-my-2">
      <div className="relative flex min-h-6 items-start gap-2 rounded-sm text-xs has-[button]:hover:bg-hover max-md:min-h-11 max-md:items-center">
        <span className="mt-0.5 max-md:mt-0">
          <PathMark outcome={outcome} ring={!level} />
        </span>
        <p className="min-w-0 flex-1 py-0.75 break-words">
          {canOpen(block) ? (
            <button
              type="button"
              data-block
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={onToggle}
              className="inline text-left after:absolute after:inset-0"
            >
              {title}
            </button>
          ) : (
            title
          )}
          {isOpen ? null : <Summary statements={statements} placed={!level} />}
        </p>
        {level && isOpen ? (
          <span className="shrink-0 py-0.75 text-2xs text-subtle">
            level {level.number} of {level.of}
          </span>
        ) : null}
        {canOpen(block) ? (
          <ChevronRight
            size={13}
            strokeWidth={1.5}
            aria-hidden
            className={classNames('mt-1.5 mr-1 shrink-0 text-subtle max-md:mt-0', isOpen && 'rotate-90')}
          />
        ) : null}
      </div>
      {isOpen ? (
        <div
          id={id}
          data-outcome={outcome}
          className={classNames(
            'group/open mt-1 mb-2 overflow-hidden rounded-md border',
            level ? 'ml-6' : 'ml-7',
            failed ? 'border-deny-line' : 'border-line',
          )}
        >
          {note ? (
            <p className={classNames('px-2.5 py-1.5 text-xs break-words', failed && 'bg-deny-tint')}>
              {note}
            </p>
          ) : null}
          {statements.map(statement => (
            <PathStatement
              key={`${statement.reason.policyId} ${statement.reason.statementIndex} ${statement.reason.effect}`}
              statement={statement}
              cell={cell}
            />
          ))}
        </div>
      ) : null}
      {children}
    </div>
  )
}

/** The first statement's policy, of a step with its place; the other statements are counted. */
function Summary({
  statements: [first, ...others],
  placed,
}: Pick<Block, 'statements'> & { placed: boolean }) {
  if (!first) return null
  const { versionId, statementIndex } = first.reason
  const place = [versionId, statementIndex < 0 ? null : `statement ${statementIndex + 1}`]
  return (
    <span className="text-muted">
      , <PolicyName statement={first} />
      {placed ? ` ${place.filter(Boolean).join(', ')}` : ''}
      {others.length > 0 ? ` and ${others.length} more` : ''}
    </span>
  )
}
