import { cellVerdict } from '@/lib/access/decide/cell-verdict'
import { scanFor } from '@/lib/access/decide/columns'
import type { CompiledAccess } from '@/lib/access/decide/compile-access'
import { gateOf } from '@/lib/access/decide/target-cells'
import { CONDITIONAL_CODE } from '@/lib/access/model/decision-verdicts'
import type { Target } from '@/lib/access/model/target'
import { reaches, verdictOf } from '@/lib/access/model/verdict'
import { readiness } from '@/lib/access/switch/readiness'
import { proxyEffect, withSwitch } from '@/lib/access/switch/switch-effect'
import { grantCounts } from '@/lib/grants/effect'
import { type BatchPart, batchesOf } from './column-batches'
import { byHand, NO_EFFECT, type WorkedFix } from './document-fix'
import { memoizeStepsPerAccess, type Steps } from './steps'

/** Turning the switch on, or what stands in its way. */
export function* switchOnFix(access: CompiledAccess, target: Target): Steps<WorkedFix> {
  const label = 'Turn on IAM authentication'
  const blocks = readiness(target, 'on', scanFor(access, target)).filter(check => check.outcome === 'block')
  if (blocks.length > 0)
    return byHand(
      'switch-on',
      label,
      blocks.map(check => `${check.title}. ${check.detail}`),
      true,
    )
  const { region, resourceId } = target
  const own = (yield* wakingCells(access)).get(target) ?? 0
  const { added, removed } = grantCounts(proxyEffect(access, target, 'on'))
  const effect = { ...NO_EFFECT, added: own + added, removed }
  const plan = { kind: 'switchOn', region, resourceId } as const
  return { fix: { id: 'switch-on', label, opensAccess: effect.added > 0, plan, effect }, cells: [] }
}

/** For every target that takes no tokens, the cells that would connect if it did. */
const wakingCells = memoizeStepsPerAccess('waking cells', function* (access): Steps<Map<Target, number>> {
  const everybody = [...access.inventory.principals.keys()]
  const closed = access.inventory.targets.filter(({ iamAuth }) => !iamAuth.accepted)
  const counts = new Map<Target, number>()
  for (const { parts, resources } of batchesOf(access, closed)) {
    const codes = yield* access.compiled.rows(everybody, resources)
    for (const part of parts) {
      counts.set(part.target, countWaking(access, part, codes, resources.length))
      yield
    }
  }
  return counts
})

/** Below `conditional` nothing is open, whatever the switch. */
function countWaking(access: CompiledAccess, part: BatchPart, codes: Uint8Array, width: number): number {
  const { target, columns, from } = part
  const on = withSwitch(target, true)
  const opens = columns.map(column => reaches(verdictOf('allowed', gateOf(on, column))))
  let waking = 0
  for (let row = 0; row * width < codes.length; row++) {
    for (let at = 0; at < columns.length; at++) {
      const code = codes[row * width + from + at] ?? 0
      const column = columns[at]
      if (code < CONDITIONAL_CODE || !opens[at] || !column) continue
      if (code > CONDITIONAL_CODE || reaches(cellVerdict(access, on, column, row, code))) waking += 1
    }
  }
  return waking
}
