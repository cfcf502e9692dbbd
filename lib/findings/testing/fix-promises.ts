import type { Fix } from '@/lib/findings/finding'
import type { Statement } from '@/lib/iam/index'

const LOGIN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):dbuser:([^/]*)(?:\/(.*))?$/s
const PARTS = ['', 'partition', 'service', 'region', 'account', 'id', 'user'] as const
type Part = (typeof PARTS)[number]

/** Between what stood there and what stands there now, the parts of two logins that differ. */
function changedParts(was: string, is: string): Part[] {
  const [old, fresh] = [LOGIN.exec(was), LOGIN.exec(is)]
  if (!old || !fresh) return ['']
  return PARTS.filter((_, at) => at > 0 && old[at] !== fresh[at])
}

/** What a fix has done to the statements of a policy. */
interface Told {
  fix: Fix
  before: Statement[]
  after: Statement[]
  gone: string[]
  fresh: string[]
  /** Statements. */
  fewer: number
}

const partsOnly =
  (...parts: Part[]) =>
  ({ gone, fresh, fewer }: Told) =>
    fewer === 0 &&
    // An entry that stands there already is not written again.
    fresh.length <= gone.length &&
    fresh.every(is =>
      gone.some(was => {
        const changed = changedParts(was, is)
        return changed.length > 0 && changed.every(part => parts.includes(part))
      }),
    )
const takesOut = (count: (entries: number) => boolean) => (told: Told) =>
  told.fewer === 0 && told.fresh.length === 0 && count(told.gone.length)
const corrects = ({ gone, fresh, fewer }: Told) =>
  fewer === 0 && gone.length > 0 && fresh.length <= gone.length
const isAction = (text: string) => !text.startsWith('arn:')

/** For tests: by its label, what a fix may have done. */
export const PROMISES: Record<string, (told: Told) => boolean> = {
  'Delete the policy': ({ fix }) => fix.plan.kind === 'deletePolicy',
  'Delete the statement': ({ fewer, fresh, fix }) =>
    fewer === 1 && fresh.length === 0 && fix.plan.kind !== 'deletePolicy',
  'Delete the statements': ({ fewer, fresh, fix }) =>
    fewer > 1 && fresh.length === 0 && fix.plan.kind !== 'deletePolicy',
  'Remove the entry': takesOut(entries => entries === 1),
  'Remove the entries': takesOut(entries => entries > 1),
  'Remove the action': ({ gone, ...told }) =>
    takesOut(entries => entries === 1)({ gone, ...told }) && gone.every(isAction),
  'Remove the actions': ({ gone, ...told }) =>
    takesOut(entries => entries > 1)({ gone, ...told }) && gone.every(isAction),
  'Remove what is wrong': ({ fresh, gone, fewer }) => fresh.length === 0 && gone.length > 0 && fewer > 0,
  'Correct the partition': partsOnly('partition'),
  'Correct the Region': partsOnly('region'),
  'Use this account': partsOnly('account'),
  'Change the policy': partsOnly('id'),
  'Use the cluster id': partsOnly('id'),
  'Use the successor’s id': partsOnly('id'),
  'Correct the user': partsOnly('user'),
  'Correct the capitals': corrects,
  'Correct the spelling': corrects,
  'Correct the entry': corrects,
  'Correct the entries': corrects,
  'Correct the resource': corrects,
  'Correct the service': corrects,
  'Correct the action': ({ fresh, gone, fewer }) =>
    fewer === 0 && gone.every(isAction) && fresh.every(each => each === 'rds-db:connect'),
  'Name the targets of today': ({ fresh, fewer }) =>
    fewer === 0 && fresh.every(each => /:dbuser:(db|cluster|prx)-[A-Za-z0-9]+\//.test(each)),
  'Name the users of today': ({ fresh, fewer }) => fewer === 0 && fresh.every(each => !/[*?]$/.test(each)),
  'Except database logins too': ({ fresh, fewer }) => fewer === 0 && fresh.every(isAction),
  'Take the condition out': ({ before, after, gone }) =>
    gone.length === 0 && conditions(after) < conditions(before),
  'Deny without the condition': ({ before, after, gone }) =>
    gone.length === 0 && conditions(after) < conditions(before),
  'Set Version to 2012-10-17': ({ gone, fresh, fewer }) => gone.length + fresh.length + fewer === 0,
}

const conditions = (statements: readonly Statement[]) =>
  statements.filter(({ condition }) => condition && condition.length > 0).length
