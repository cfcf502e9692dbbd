import { performance } from 'node:perf_hooks'
import { compileAccess } from '@/lib/access/compile-access'
import type { Inventory } from '@/lib/access/inventory'
import { prepareSummaries } from '@/lib/access/summary'
import { DOCUMENTED_QUOTAS } from '@/lib/aws/iam-quotas'
import { simulatedAccount } from '@/lib/aws/simulated-account'
import { readIamPart } from '@/lib/services/read-iam-part'
import { readRegionsPart } from '@/lib/services/read-regions-part'
import { largeAccount } from '@/lib/simulator/world/large'
import { findAll } from './find-all'
import { RULES } from './rules'

/** Figures for every rule on 300 targets and 5,000 principals; never passes or fails by the clock. */
async function readLarge(): Promise<Inventory> {
  const readAt = new Date().toISOString()
  const aws = await simulatedAccount({ world: largeAccount() })
  try {
    const [regions, iam] = [await readRegionsPart('aws', null, readAt), await readIamPart(null, readAt)]
    return {
      ...regions,
      ...iam,
      accountId: '111122223333',
      accountAlias: null,
      partition: 'aws',
      callerArn: 'arn:aws:sts::111122223333:assumed-role/gatehouse/server',
      quotas: DOCUMENTED_QUOTAS,
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
const rounds: { milliseconds: number; processor: number; longestRule: number; findings: number }[] = []
for (let round = 0; round < ROUNDS; round++) {
  // A copy: nothing that an earlier round remembered counts.
  const access = compileAccess({ ...inventory, principals: [...inventory.principals] })
  await prepareSummaries(access, async () => undefined)
  const startedAt = performance.now()
  const spentBefore = process.cpuUsage().user
  let longestRule = 0
  let findings = 0
  for (const rule of RULES) {
    const ruleAt = performance.now()
    findings += findAll(access, { now: new Date(inventory.readAt) }, [rule]).length
    longestRule = Math.max(longestRule, performance.now() - ruleAt)
  }
  const processor = (process.cpuUsage().user - spentBefore) / 1000
  rounds.push({ milliseconds: performance.now() - startedAt, processor, longestRule, findings })
}

const best = rounds.sort((a, b) => a.milliseconds - b.milliseconds)[0]
const figures = {
  targets: inventory.targets.length,
  principals: inventory.principals.length,
  rules: RULES.length,
  findings: best?.findings ?? 0,
  findAllMs: Math.round(best?.milliseconds ?? 0),
  findAllProcessorMs: Math.round(best?.processor ?? 0),
  longestRuleMs: Math.round(best?.longestRule ?? 0),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
