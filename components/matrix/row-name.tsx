// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
import { ChevronRight } from 'lucide-react'
import { PrincipalIcon } from '@/components/principal-icon'
import type { MatrixRow } from '@/lib/access/matrix/fold-rows'
import { formatNumber } from '@/lib/format'
import { shownName } from '../shown-name'
import { memberNames } from './cell-words'
import type { Density } from './geometry'
import { GrantDoor } from './grant-door'
import styles from './matrix.module.css'
import type { Line } from './matrix-lines'

interface RowNameProps {
  row: MatrixRow | undefined
  line: Line
  label: string
  density: Density
  open: boolean
  /** The folded row that it belongs to stands above it. */
  inFold: boolean
}

/** The sticky left part of a line: who, and how many database users they reach. */
export function RowName({ row, line, label, density, open, inFold }: RowNameProps) {
  if (!row) return null
  const folded = line.member === null && row.principals.length > 1
  const principal = folded ? null : row.principals[line.member ?? 0]
  const child = line.member !== null && inFold
  const isSet = /permission set/i.test(row.description ?? '')
  const comfortable = density === 'comfortable'
  const name = shownName(label)
  const slash = name.indexOf('/') + 1
  return (
    <div
      data-slot="row-name"
      className={`${styles.name} group/door`}
      style={{ width: 'var(--name)' }}
      role="presentation"
    >
      <div
        role="rowheader"
        aria-colindex={1}
        aria-expanded={folded ? open : undefined}
        className={`flex min-w-0 flex-1 items-center ${child ? 'pl-4 text-muted' : comfortable || folded ? '' : 'pl-3'}`}
      >
        {folded ? (
          <button
            type="button"
            tabIndex={-1}
            data-fold={line.row}
            className="flex min-w-0 items-center text-xs"
          >
            <ChevronRight
              size={14}
              strokeWidth={1.5}
              aria-hidden
              className={`mr-1.5 shrink-0 text-subtle ${open ? 'rotate-90' : ''}`}
            />
            <span
              className={`truncate ${row.principals.length === 2 ? 'font-mono' : ''}`}
              title={memberNames(row).join('\n')}
            >
              {label}
            </span>
            {row.pattern && row.principals.length > 2 && (
              <span className="ml-1.5 shrink-0 font-mono text-2xs text-subtle">{row.pattern}</span>
            )}
          </button>
        ) : (
          <>
            {comfortable && (
              <span className="mr-1.5">
                <PrincipalIcon group={isSet ? 'set' : row.group} size={14} />
              </span>
            )}
            <span className="shrink-0 font-mono text-xs whitespace-nowrap" title={label}>
              <span className="text-subtle">{name.slice(0, slash)}</span>
              {name.slice(slash)}
            </span>
            {comfortable && row.description && (
              <span className="ml-1.5 truncate text-xs text-subtle">{row.description}</span>
            )}
          </>
        )}
      </div>
      {principal && <GrantDoor who={principal} className="absolute right-12" />}
      <div role="gridcell" aria-colindex={2} className="pl-2 text-right text-xs">
        {row.reach === null ? (
          <span title="Not known: not all policies were read">–</span>
        ) : (
          formatNumber(row.reach)
        )}
      </div>
    </div>
  )
}
