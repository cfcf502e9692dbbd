import type { UserPlan, UserStep } from './user-plan'

/** A name may hold a line's end: no part of it may become a statement. */
const comment = (text: string): string =>
  text
    .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
    .map(line => `-- ${line}`.trimEnd())
    .join('\n')

const undoOf = ({ undo, undoNote }: UserStep): string =>
  comment(
    undo === null ? `No way back: ${undoNote ?? 'it cannot be taken back.'}` : `Undo: ${undo.join('\n')}`,
  )

const stepText = (step: UserStep): string =>
  [
    comment(step.title),
    ...(step.guard ? [comment(`STOPPED: ${step.guard.title} ${step.guard.text}`)] : []),
    ...step.statements,
    undoOf(step),
  ].join('\n')

/**
 * psql manual, "\connect": a name with a letter that means something stands in a connection string. A line's end ends the
 * command, so that what follows would be one of its own.
 */
function connectTo(database: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(database)) return `\\connect ${database}`
  const value = database.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
  const text = `dbname='${value}'`
  const word = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
  return `\\connect -reuse-previous=on '${word}'`
}

type Part = Pick<
  UserPlan,
  'intent' | 'target' | 'inOneTransaction' | 'steps' | 'runsAs' | 'clientLine' | 'asOf'
>

/** The plan as a file that a person runs: who, where, why, each statement and its way back. */
export function scriptOf(plan: Part, what: string): string {
  const { target, steps, runsAs, clientLine, asOf, inOneTransaction } = plan
  const parts: string[] = []
  let database = steps[0]?.database ?? ''
  steps.forEach((step, at) => {
    const opens = inOneTransaction && steps[at - 1]?.transaction !== step.transaction
    const closes = inOneTransaction && steps[at + 1]?.transaction !== step.transaction
    const moves = step.database !== database
    database = step.database
    parts.push(
      [
        ...(moves ? [connectTo(database), ''] : []),
        ...(opens ? ['BEGIN;'] : []),
        stepText(step),
        ...(closes ? ['COMMIT;'] : []),
      ].join('\n'),
    )
  })
  const head = [
    what,
    `On ${target.name} (${target.resourceId}, ${target.region}), as ${runsAs.name}. Planned by Gatehouse from what was read at ${asOf}.`,
    ...(clientLine ? [clientLine] : []),
  ]
  return `${comment(head.join('\n'))}\n\n${parts.join('\n\n')}\n`
}
