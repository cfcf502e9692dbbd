import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { connectArn } from '@/lib/access/model/target'
import { reachCounts, targetSummary } from '@/lib/access/reach/summary'
import { ACCOUNT, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/testing/sample-inventory'
import { findingsOf } from './testing/sample-findings'

const orders = sampleTarget()
const billing = sampleTarget({ name: 'billing', resourceId: 'db-BILLING' })
const warehouse = sampleTarget({ kind: 'auroraCluster', name: 'warehouse', resourceId: 'cluster-WAREHOUSE' })
const gate = sampleTarget({
  kind: 'proxy',
  name: 'gate',
  resourceId: 'prx-0a1b',
  iamAuth: { state: 'viaProxy', accepted: true, reason: null },
})
const targets = [orders, billing, warehouse, gate]

/** As the vendor's page writes it, and a grant of a proxy with a star for the account. */
const VENDOR = ['db', 'cluster'].map(kind => `arn:aws:rds-db:*:${ACCOUNT}:dbuser:${kind}-*/datadog`)
const PROXY = 'arn:aws:rds-db:us-east-1:*:dbuser:prx-*/app_user'
const role = (Resource: string | string[]) =>
  sampleRole('agent', [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }])

describe('a star in front of the resource id', () => {
  it.each([
    [
      'the policy of a vendor',
      VENDOR,
      3,
      [orders, billing, warehouse].map(each => connectArn(each, 'datadog')),
    ],
    ['a proxy alone', PROXY, 1, [connectArn(gate, 'app_user')]],
  ])(
    'reaches the targets that the entry names, and its fix names those once: %s',
    (_, entries, count, by) => {
      const [finding] = findingsOf('wildcard-target', { targets, cast: [role(entries)] })
      expect(finding?.sentence).toContain(`matches ${count} target${count === 1 ? '' : 's'} as`)
      const narrow = finding?.fixes.find(({ id }) => id === 'narrow')
      const text = narrow?.plan.kind === 'replaceDocument' ? narrow.plan.after : '{}'
      expect([JSON.parse(text).Statement[0].Resource].flat().sort()).toEqual([...by].sort())
      expect(narrow).toMatchObject({ opensAccess: false, effect: { added: 0, removed: 0 } })
    },
  )

  it('counts nobody in and shows no column where it only runs over', () => {
    const agent = role(PROXY)
    const access = compileAccess(sampleInventory({ targets, cast: [agent] }))
    for (const target of [orders, billing, warehouse]) {
      const own =
        access.inventory.targets.find(({ resourceId }) => resourceId === target.resourceId) ?? target
      expect(targetSummary(access, own).canConnect).toBe(0)
      expect(buildMatrix(access, own, { showAll: true }).columns).toEqual([])
    }
    expect(reachCounts(access, agent.principal.arn)).toMatchObject({ canConnect: 1 })
  })

  it('is narrowed to entries that the policy does not have yet', () => {
    const known = connectArn(orders, 'datadog')
    const [finding] = findingsOf('wildcard-target', { targets, cast: [role([known, ...VENDOR])] })
    const plan = finding?.fixes.find(({ id }) => id === 'narrow')?.plan
    const entries = plan?.kind === 'replaceDocument' ? JSON.parse(plan.after).Statement[0].Resource : []
    expect(entries).toEqual([known, connectArn(billing, 'datadog'), connectArn(warehouse, 'datadog')])
  })
})
