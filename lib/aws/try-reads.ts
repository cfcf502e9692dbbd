import 'server-only'
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import type { TriedAction } from '@/lib/access/reading/permissions-tried'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { simulatorClient } from '@/lib/aws/clients'
import { type ProbePlace, probesOf } from '@/lib/aws/probes'
import { AppError } from '@/lib/errors'

type Tried = Omit<TriedAction, 'action'>

const ALLOWED: Tried = { outcome: 'allowed', why: null }
const notKnown = (why: string): Tried => ({ outcome: 'notKnown', why })

/** AWS asks who may call before it looks for what was named: not found, or not valid, is asked and allowed. */
async function tryOne(account: Account, action: string, probe: () => Promise<unknown>): Promise<Tried> {
  try {
    await callAws(account, { action, doing: `try ${action}` }, probe)
    return ALLOWED
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'accessDenied') return { outcome: 'missing', why: error.answer ?? error.message }
    const isAnswer =
      error.code === 'notFound' || /^(Invalid|ReportNotPresent|ReportInProgress)/.test(error.answer ?? '')
    return isAnswer ? ALLOWED : notKnown(error.message)
  }
}

/** Each reading action, really asked; those of one service after one another, so that none is throttled. */
export async function tryReads(account: Account, place: ProbePlace): Promise<Map<string, Tried>> {
  const probes = Object.entries(probesOf(account, place))
  const services = [...new Set(probes.map(([action]) => action.split(':')[0]))]
  const found = await Promise.all(
    services.map(async service => {
      const own: [string, Tried][] = []
      for (const [action, probe] of probes)
        if (action.startsWith(`${service}:`)) own.push([action, await tryOne(account, action, probe)])
      return own
    }),
  )
  return new Map(found.flat())
}

const PARTLY = 'AWS says no for all resources together; a statement for some of them may still allow it.'

/** What may not be tried because it would change something: AWS's policy simulator is asked. */
export async function simulateOwn(
  account: Account,
  principalArn: string,
  actions: readonly string[],
): Promise<Map<string, Tried>> {
  const call = { action: 'iam:SimulatePrincipalPolicy', doing: 'ask what this server may change' }
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: principalArn,
    ActionNames: [...actions],
    MaxItems: 1000,
  })
  try {
    const { EvaluationResults = [] } = await callAws(account, call, () =>
      simulatorClient(account).send(command),
    )
    const tried = EvaluationResults.flatMap(({ EvalActionName = '', EvalDecision }): [string, Tried][] => {
      if (EvalDecision === 'allowed') return [[EvalActionName, ALLOWED]]
      if (EvalDecision === 'explicitDeny')
        return [[EvalActionName, { outcome: 'missing', why: 'A policy denies it.' }]]
      return [[EvalActionName, notKnown(PARTLY)]]
    })
    return new Map([...tried, [call.action, ALLOWED]])
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const own: Tried =
      error.code === 'accessDenied' ? { outcome: 'missing', why: error.answer } : notKnown(error.message)
    const others = notKnown(`AWS's policy simulator could not be asked. ${error.message}`)
    return new Map([...actions.map((action): [string, Tried] => [action, others]), [call.action, own]])
  }
}
