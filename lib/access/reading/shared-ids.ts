import type { Caveat } from '@/lib/access/model/caveat'
import type { Target } from '@/lib/access/model/target'

/** Resource ids are unique in AWS. Where two targets came under one, a grant or a token for it might be meant for either. */
export function sharedIds(targets: readonly Pick<Target, 'resourceId'>[]): Set<string> {
  const seen = new Set<string>()
  return new Set(targets.map(({ resourceId }) => resourceId).filter(id => seen.has(id) || !seen.add(id)))
}

export function sharedIdInWords(resourceId: string, names: readonly string[]): string {
  return `AWS answered with ${names.length} targets under one resource id, ${resourceId}: ${names.join(' and ')}. Which of them is meant cannot be told, so who can connect is not evaluated and nothing is changed or signed. Read again; if it stays so, look at both in RDS.`
}

export function sharedIdCaveats(targets: readonly Target[], at: string): Caveat[] {
  return [...sharedIds(targets)].map(id => {
    const names = targets.filter(({ resourceId }) => resourceId === id).map(({ name }) => name)
    return {
      id: `shared:${id}`,
      scope: 'target',
      subject: id,
      message: sharedIdInWords(id, names),
      answer: null,
      missingAction: null,
      at,
    }
  })
}
