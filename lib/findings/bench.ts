import { performance } from 'node:perf_hooks'
import { compileAccess } from '@/lib/access/decide/compile-access'
import type { Inventory } from '@/lib/access/model/inventory'
import { unreadOrganization } from '@/lib/access/model/organization'
import { prepareSummaries } from '@/lib/access/reach/summary'
import { ALL_READ } from '@/lib/access/testing/sample-inventory'
import { homeAccount } from '@/lib/account'
import { DOCUMENTED_QUOTAS } from '@/lib/aws/iam-quotas'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import { readIamPart } from '@/lib/services/account/read-iam-part'
import { readRegionsPart } from '@/lib/services/account/read-regions-part'
import { largeAccount } from '@/lib/simulator/world/large'
import { policyById } from './attached-policies'
import { cellsChangedTogether } from './document-effect'
import { findAll, findSteps } from './find-all'
import { RULES } from './rules'

/** Figures for every rule on 300 targets and 5,000 principals; never passes or fails by the clock. */
async function readLarge(): Promise<Inventory> {
  const readAt = new Date().toISOString()
  const aws = await simulatedAccount({ world: largeAccount() })
  try {
    const [regions, iam] = [
      await readRegionsPart(homeAccount(), 'aws', null, readAt),
      await readIamPart(homeAccount(), null, readAt, null),
    ]
    if (!iam.entities) throw new Error('IAM was not read.')
    return {
      ...regions,
      ...iam.entities,
      parts: ALL_READ,
      accountId: '111122223333',
      accountAlias: null,
      partition: 'aws',
      callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/server',
      quotas: DOCUMENTED_QUOTAS,
      organization: unreadOrganization(readAt),
      simulated: [],
      scans: {},
      caveats: [],
      readAt,
    }
  } finally {
    await aws.close()
  }
}

const inventory = await readLarge()
const ROUNDS = 3
const processorMs = () => process.cpuUsage().user / 1000

interface Round {
  milliseconds: number
  processor: number
  longestRule: number
  /** What other requests wait at most: processor time between two pauses. */
  longestStep: number
  findings: number
}

async function searchOnce(): Promise<Round> {
  // A copy: nothing that an earlier round remembered counts.
  const access = compileAccess({ ...inventory, principals: [...inventory.principals] })
  await prepareSummaries(access, () => undefined)
  const round: Round = { milliseconds: 0, processor: 0, longestRule: 0, longestStep: 0, findings: 0 }
  const startedAt = performance.now()
  const spentBefore = processorMs()
  for (const rule of RULES) {
    const ruleAt = performance.now()
    const steps = findSteps(access, { now: new Date(inventory.readAt) }, [rule])
    for (;;) {
      const stepAt = processorMs()
      const step = steps.next()
      round.longestStep = Math.max(round.longestStep, processorMs() - stepAt)
      if (!step.done) continue
      round.findings += step.value.length
      break
    }
    round.longestRule = Math.max(round.longestRule, performance.now() - ruleAt)
  }
  return {
    ...round,
    milliseconds: performance.now() - startedAt,
    processor: processorMs() - spentBefore,
  }
}

/** The same of every written fix, as its preview works it out. */
async function longestFixStep(): Promise<{ fixes: number; milliseconds: number; longest: number }> {
  const access = compileAccess(inventory)
  await prepareSummaries(access, () => undefined)
  const plans = findAll(access, { now: new Date(inventory.readAt) }).flatMap(({ fixes }) =>
    fixes.flatMap(({ plan }) =>
      plan.kind === 'replaceDocument' || plan.kind === 'deletePolicy' ? [plan] : [],
    ),
  )
  let longest = 0
  const startedAt = performance.now()
  for (const plan of plans) {
    const policy = policyById(access, plan.policyId)
    if (!policy) continue
    const steps = cellsChangedTogether(access, [
      { policy, after: plan.kind === 'replaceDocument' ? plan.after : null },
    ])
    for (let done = false; !done; ) {
      const stepAt = processorMs()
      done = steps.next().done ?? false
      longest = Math.max(longest, processorMs() - stepAt)
    }
  }
  return { fixes: plans.length, milliseconds: performance.now() - startedAt, longest }
}

const rounds: Round[] = []
for (let round = 0; round < ROUNDS; round++) rounds.push(await searchOnce())
const fixing = await longestFixStep()
const best = (pick: (round: Round) => number) => Math.round(Math.min(...rounds.map(pick)))
const figures = {
  targets: inventory.targets.length,
  principals: inventory.principals.length,
  rules: RULES.length,
  findings: rounds[0]?.findings ?? 0,
  findAllMs: best(round => round.milliseconds),
  findAllProcessorMs: best(round => round.processor),
  longestRuleMs: best(round => round.longestRule),
  longestStepMs: best(round => round.longestStep),
  fixes: fixing.fixes,
  allPreviewsMs: Math.round(fixing.milliseconds),
  longestPreviewStepMs: Math.round(fixing.longest),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
