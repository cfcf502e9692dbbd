export interface DiffLine {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** Line by line, longest common part kept. Policies are at most a few hundred lines. */
export function diffLines(before: string, after: string): DiffLine[] {
  const old = before.split('\n')
  const fresh = after.split('\n')
  const common = commonLengths(old, fresh)
  const width = fresh.length + 1
  const lines: DiffLine[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < fresh.length) {
    const [left, right] = [old[i], fresh[j]]
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left })
      i += 1
      j += 1
    } else if (
      left !== undefined &&
      (right === undefined || at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      lines.push({ kind: 'removed', text: left })
      i += 1
    } else if (right !== undefined) {
      lines.push({ kind: 'added', text: right })
      j += 1
    }
  }
  return lines
}

function commonLengths(old: string[], fresh: string[]): Uint16Array {
  const width = fresh.length + 1
  const table = new Uint16Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      table[i * width + j] =
        old[i] === fresh[j]
          ? at(table, (i + 1) * width + j + 1) + 1
          : Math.max(at(table, (i + 1) * width + j), at(table, i * width + j + 1))
    }
  }
  return table
}

function at(table: Uint16Array, index: number): number {
  return table[index] ?? 0
}
