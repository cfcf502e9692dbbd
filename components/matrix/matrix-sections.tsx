// biome-ignore-all lint/a11y/useSemanticElements: a virtual ARIA grid cannot be a table
// biome-ignore-all lint/a11y/useFocusableInteractive: roving tabindex, one cell holds the tab stop
import { formatNumber } from '@/lib/format'
import { GROUP_WORDS } from './cell-words'
import { type Range, type Sizes, sectionTop } from './geometry'
import type { Position } from './keyboard'
import styles from './matrix.module.css'
import type { MatrixGridProps } from './matrix-grid-props'
import type { Section } from './matrix-lines'
import { MatrixRow } from './matrix-row'

interface MatrixSectionsProps
  extends Pick<MatrixGridProps, 'data' | 'view' | 'density' | 'opened' | 'changed' | 'chosen'> {
  sizes: Sizes
  lines: Range
  columns: Range
  /** Marks are one picture a line. */
  pictures: boolean
  /** The cell that holds the tab stop: drawn even when it is off screen, so focus is never lost. */
  stop: Position
}

const NO_CELLS: Range = { from: 0, to: 0 }

function linesIn(section: Section, lines: Range, stop: number): number[] {
  const from = Math.max(section.start, lines.from)
  const to = Math.min(section.end, lines.to)
  const list: number[] = []
  const inside = stop >= section.start && stop < section.end
  if (inside && stop < from) list.push(stop)
  for (let line = from; line < to; line++) list.push(line)
  if (inside && stop >= to && stop >= from) list.push(stop)
  return list
}

/** People, Workloads, IAM users: a sticky band each, and the lines that are on screen. */
export function MatrixSections(props: MatrixSectionsProps) {
  const { data, view, sizes, density, stop } = props
  return view.sections.map((section, order) => {
    const top = sectionTop(view.sections, order, sizes)
    const height = sizes.band + (section.end - section.start) * sizes.row
    return (
      <div
        key={section.group}
        role="rowgroup"
        aria-label={GROUP_WORDS[section.group].name}
        className="absolute inset-x-0"
        style={{ top, height }}
      >
        <SectionBand section={section} rowIndex={2 + section.start + order} sizes={sizes} density={density} />
        {linesIn(section, props.lines, stop.line).map(index => {
          const line = view.lines[index]
          if (!line) return null
          const here = stop.line === index
          return (
            <MatrixRow
              key={`${line.row}.${line.member}`}
              data={data}
              view={view}
              line={line}
              index={index}
              rowIndex={3 + index + order}
              top={sizes.band + (index - section.start) * sizes.row}
              sizes={sizes}
              density={density}
              cells={props.pictures && !here ? NO_CELLS : props.columns}
              pictures={props.pictures}
              stopColumn={here || props.pictures ? stop.column : null}
              stopHere={here}
              chosen={here && props.chosen !== null}
              open={props.opened.has(data.rows[line.row]?.principals[0] ?? '')}
              changed={props.changed.get(line.row) ?? null}
            />
          )
        })}
      </div>
    )
  })
}

function SectionBand({
  section,
  rowIndex,
  sizes,
  density,
}: {
  section: Section
  rowIndex: number
} & Pick<MatrixSectionsProps, 'sizes' | 'density'>) {
  const words = GROUP_WORDS[section.group]
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      className={styles.band}
      style={{ top: sizes.head, height: sizes.band }}
    >
      <span
        role="rowheader"
        aria-colindex={1}
        className="sticky left-0 pl-5 text-2xs whitespace-nowrap text-subtle"
      >
        <span className="mr-2 font-semibold text-fg">{words.name}</span>
        {density === 'comfortable' && `${words.about} `}
        {formatNumber(section.principals)}
      </span>
    </div>
  )
}
