import type { Target } from './target'

/** RDS User Guide, "Viewing DB instance status", its like for Aurora clusters, and DBProxy: in these nothing answers. */
const SILENT =
  /^(stopp(ed|ing)|starting|creating|deleting|((cloning|migration)-)?failed|restore-error|incompatible-\w+|inaccessible-[\w-]+|suspend(ed|ing)|reactivating|insufficient-(capacity|resource-limits))$/

export function isAnswering(target: Pick<Target, 'status'>): boolean {
  return !SILENT.test(target.status)
}
