import { columnsOf, scanFor } from '@/lib/access/columns'
import type { CompiledAccess } from '@/lib/access/compile-access'
import { readiness } from '@/lib/access/readiness'
import { withSwitch } from '@/lib/access/switch-effect'
import { connectArn, type Target } from '@/lib/access/target'
import { gateOf } from '@/lib/access/target-cells'
import { reaches, verdictOf } from '@/lib/access/verdict'
import { DECISIONS } from '@/lib/iam/index'
import { byHand, NO_EFFECT, type WorkedFix } from './document-fix'
import { verdictAt } from './few-principals'
import type { FixEffect } from './finding'

/** Turning the switch on, or what stands in its way. */
export function switchOnFix(access: CompiledAccess, target: Target): WorkedFix {
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
  const effect = switchOnEffect(access, target)
  const plan = { kind: 'switchOn', region, resourceId } as const
  return { fix: { id: 'switch-on', label, opensAccess: effect.added > 0, plan, effect }, cells: [] }
}

/** Cells that begin to connect; a code that is not open is the same for everybody, so it is judged once. */
function switchOnEffect(access: CompiledAccess, target: Target): FixEffect {
  const on = withSwitch(target, true)
  const columns = columnsOf(access, target)
  const codes = access.compiled.matrix(columns.map(column => connectArn(target, column.witness)))
  const wakes = columns.map(column =>
    DECISIONS.map(
      decision =>
        reaches(verdictOf(decision, gateOf(on, column))) &&
        !reaches(verdictOf(decision, gateOf(target, column))),
    ),
  )
  const conditional = DECISIONS.indexOf('conditional')
  let added = 0
  codes.forEach((code, cell) => {
    const at = cell % columns.length
    const column = columns[at]
    if (!column || !wakes[at]?.[code]) return
    const row = Math.floor(cell / columns.length)
    if (code === conditional && verdictAt(access, on, column, row, code) === 'notEvaluated') return
    added += 1
  })
  return { ...NO_EFFECT, added }
}
