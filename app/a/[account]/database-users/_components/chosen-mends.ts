import type { Difference } from '@/lib/provision/reconcile'
import type { TargetDifferences } from '@/lib/services/reconcile/list-differences'
import { type Half, mendKey } from './difference-list'
import type { ChosenMends } from './use-mends-plan'

interface Rights {
  mayChange: boolean
  mayGrant: boolean
}

const inIamOf = ({ inIam }: Difference) => (inIam && inIam.change !== 'grant' ? inIam : null)

/** The grants are to name another user, whom the half inside makes. */
const takesBoth = ({ inside, inIam }: Difference) => inside.length > 0 && inIam?.change === 'rename'

/** What can be ticked, and what a tick means. */
export function mendChoices(targets: readonly TargetDifferences[], { mayChange, mayGrant }: Rights) {
  const lines = targets.flatMap(({ target, differences }) =>
    differences.map(difference => ({ target, difference, id: target.resourceId })),
  )
  const halves = ({ difference }: (typeof lines)[number]): Half[] => [
    ...(mayChange && difference.inside.length > 0 ? ['inside' as const] : []),
    ...(mayGrant && inIamOf(difference) ? ['iam' as const] : []),
  ]
  const keys = (line: (typeof lines)[number], some: Half[]) =>
    some.map(half => mendKey(line.id, line.difference, half))
  return {
    every: lines.flatMap(line => keys(line, halves(line))),
    /** Of each difference one mend, the one inside before the one in IAM; both where it takes both. */
    suggested: lines.flatMap(line =>
      keys(line, takesBoth(line.difference) ? halves(line) : halves(line).slice(0, 1)),
    ),
    /** Making a user and taking back what names it rule each other out. */
    toggled(chosen: ReadonlySet<string>, id: string, difference: Difference, half: Half): Set<string> {
      const next = new Set(chosen)
      if (next.delete(mendKey(id, difference, half))) return next
      next.add(mendKey(id, difference, half))
      if (!takesBoth(difference)) next.delete(mendKey(id, difference, half === 'iam' ? 'inside' : 'iam'))
      return next
    },
    mendsOf(chosen: ReadonlySet<string>): ChosenMends {
      const ticked = (half: Half) =>
        lines.filter(({ id, difference }) => chosen.has(mendKey(id, difference, half)))
      return {
        changes: ticked('inside').flatMap(({ target: { accountId, region, resourceId }, difference }) => {
          const [intent] = difference.inside
          return intent ? [{ target: { accountId, region, resourceId }, intent }] : []
        }),
        grants: ticked('iam').flatMap(({ id, difference }) => {
          const mend = inIamOf(difference)
          return mend ? [{ resourceId: id, databaseUser: mend.databaseUser, to: mend.to }] : []
        }),
      }
    },
  }
}
