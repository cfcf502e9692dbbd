import type { Target } from './target'

/** RDS User Guide, "Viewing instance status": in these nothing answers. */
const SILENT =
  /^(stopp(ed|ing)|starting|creating|deleting|failed|restore-error|incompatible-\w+|inaccessible-[\w-]+)$/

export function isAnswering(target: Pick<Target, 'status'>): boolean {
  return !SILENT.test(target.status)
}
