import { describe, expect, it } from 'vitest'
import { type Decision, evaluate, validateDocument } from '@/lib/iam/index'
import { policyLayers } from '@/lib/simulator/aws/policy-layers'
import { smallCast } from '@/lib/simulator/world/cast'
import { ID } from '@/lib/simulator/world/cast-ids'
import { connectArn } from '@/lib/simulator/world/statements'

const world = smallCast({ now: new Date('2026-11-23T12:00:00Z') })
const orders = (user: string) => connectArn(ID.ordersProd, user)
const inventory = (user: string) => connectArn(ID.inventoryStaging, user)
const billing = (user: string) => connectArn(ID.billingProd, user)

/** What the account's own documents say, seen from outside: no organisation, nothing known of the session. */
function decide(name: string, resource: string): Decision {
  const principal = world.users.get(name) ?? world.roles.get(name.toLowerCase())
  if (!principal) throw new Error(`The cast has no ${name}`)
  const context: Record<string, string> = { 'aws:PrincipalArn': principal.arn }
  for (const { key, value } of principal.tags) context[`aws:PrincipalTag/${key}`] = value
  if (principal.kind === 'user') context['aws:username'] = principal.name
  const absentKeys = principal.kind === 'user' ? [] : ['aws:username']
  const layers = policyLayers(world, principal.arn).filter(({ kind }) => kind !== 'scp')
  const request = { principalArn: principal.arn, action: 'rds-db:connect', resource, context, absentKeys }
  return evaluate(request, layers, 'discovery').decision
}

/** The table of README.md. */
const TRUTHS: [principal: string, resource: string, decision: Decision][] = [
  ['gatehouse', orders('gatehouse_scan'), 'allowed'],
  ['gatehouse', inventory('gatehouse_scan'), 'allowed'],
  ['gatehouse', orders('app_readonly'), 'implicitDeny'],
  ['AWSReservedSSO_AdministratorAccess_3f1c9a7d52e8b046', orders('dba_admin'), 'allowed'],
  ['AWSReservedSSO_Engineer_d47e1a0c96b3f285', orders('dev_ana'), 'conditional'],
  ['dba-platform', orders('app_readonly'), 'allowed'],
  ['dba-platform', orders('postgres'), 'explicitDeny'],
  ['dba-platform', orders('dba_admin'), 'conditional'],
  ['dba-breakglass', orders('postgres'), 'allowed'],
  ['oncall-sre', orders('metrics'), 'allowed'],
  ['oncall-sre', orders('app_readonly'), 'conditional'],
  ['oncall-sre', orders('oncall_rw'), 'conditional'],
  ['oncall-sre', orders('reporting'), 'implicitDeny'],
  ['data-analyst', orders('app_readonly'), 'allowed'],
  ['data-analyst', billing('billing_ro'), 'conditional'],
  ['support-tier2', orders('support_ro'), 'conditional'],
  ['contractor-readonly', orders('app_readonly'), 'conditional'],
  ['finance-ops', billing('billing_rw'), 'allowed'],
  ['finance-ops', orders('reporting'), 'conditional'],
  ['security-audit', orders('app_readonly'), 'explicitDeny'],
  ['platform-poweruser', orders('app_readonly'), 'allowed'],
  ['eng-checkout', orders('app_readonly'), 'implicitDeny'],
  ['orders-api', orders('app_readwrite'), 'allowed'],
  ['orders-api', orders('orders_svc'), 'allowed'],
  ['orders-migrator', orders('app_migrator'), 'conditional'],
  ['orders-migrator', inventory('app_migrator'), 'allowed'],
  ['grafana-agent', orders('metrics'), 'allowed'],
  ['legacy-api-task', orders('legacy_api'), 'allowed'],
  ['analytics-etl', orders('app_readonly'), 'allowed'],
  ['analytics-etl', orders('oncall_rw'), 'allowed'],
  ['analytics-etl', connectArn(ID.analyticsDw, 'dw_admin'), 'conditional'],
  ['analytics-etl', connectArn(ID.shippingProd, 'anyone', 'us-west-2'), 'allowed'],
  ['pricing-api', orders('app_readonly'), 'implicitDeny'],
  ['checkout-api', connectArn(ID.checkoutProxy, 'legacy_api'), 'allowed'],
  ['checkout-api', orders('legacy_api'), 'implicitDeny'],
  ['checkout-worker', orders('app_readwrite'), 'allowed'],
  ['checkout-worker', connectArn(ID.checkoutProxy, 'app_readwrite'), 'implicitDeny'],
  ['checkout-proxy-role', orders('legacy_api'), 'implicitDeny'],
  ['inventory-api', inventory('stock_rw'), 'allowed'],
  ['inventory-dashboard', inventory('stock_ro'), 'allowed'],
  ['refund-worker', billing('billing_rw'), 'allowed'],
  ['fraud-batch', connectArn(ID.fraudScoring, 'reporting'), 'allowed'],
  ['night-batch', orders('reporting'), 'conditional'],
  ['github-deploy', orders('app_readonly'), 'allowed'],
  ['github-deploy', orders('app_readwrite'), 'explicitDeny'],
  ['dw-member-reader', connectArn(ID.analyticsDw, 'bi_reader'), 'implicitDeny'],
  ['orders-legacy', orders('app_readonly'), 'implicitDeny'],
  ['replica-reader', connectArn(ID.ordersReplica, 'app_readonly', 'us-west-2'), 'implicitDeny'],
  ['reporting-ui', orders('reporting'), 'implicitDeny'],
  ['china-mirror', orders('app_readonly'), 'implicitDeny'],
  ['report-exporter', orders('reporting'), 'implicitDeny'],
  ['partner-sync', orders('reporting'), 'implicitDeny'],
  ['partner-gateway', connectArn(ID.partnerApi, 'partner_sync'), 'conditional'],
  ['dw-loader', connectArn(ID.analyticsDw, 'etl_loader'), 'conditional'],
  ['old-importer', orders('app_readwrite'), 'conditional'],
  ['ops-automation', orders('dba_admin'), 'allowed'],
  ['sandbox-builder', orders('app_readwrite'), 'allowed'],
  ['sandbox-builder', orders('dba_admin'), 'implicitDeny'],
  ['fleet-runner', connectArn(ID.metricsStore, 'tenant_001', 'us-west-2'), 'allowed'],
  ['deploy-blue', orders('app_migrator'), 'allowed'],
  ['archive-reader', orders('reporting'), 'allowed'],
  ['jonas.lindqvist', orders('app_readonly'), 'allowed'],
  ['ana', orders('dev_ana'), 'allowed'],
  ['ana', orders('dev_bo'), 'implicitDeny'],
  ['ana', inventory('dev_ana'), 'implicitDeny'],
  ['bo', orders('dev_bo'), 'explicitDeny'],
  ['metabase', orders('reporting'), 'allowed'],
  ['ci-legacy', billing('billing_rw'), 'allowed'],
]

describe('the cast', () => {
  it.each(TRUTHS)('%s on %s: %s', (principal, resource, decision) => {
    expect(decide(principal, resource)).toBe(decision)
  })

  it('has the size that the README tells', () => {
    const regions = [...world.rds.values()]
    const targets = regions.map(({ instances, clusters, proxies }) => {
      const own = [...instances.values()].filter(({ clusterIdentifier }) => clusterIdentifier === null)
      return own.length + clusters.size + proxies.size
    })
    expect(targets).toEqual([11, 3, 1])
    expect(world.users.size + world.roles.size).toBe(55)
  })

  it('stores three documents that IAM would refuse, and no others', () => {
    const managed = [...world.policies.values()].flatMap(({ name, versions }) =>
      versions.map(({ text }) => ({ name, text })),
    )
    const entities = [...world.users.values(), ...world.groups.values(), ...world.roles.values()]
    const inline = entities.flatMap(entity => entity.inline)
    const broken = [...managed, ...inline].filter(({ text }) =>
      validateDocument(text).some(({ severity }) => severity === 'error'),
    )
    expect(broken.map(({ name }) => name)).toEqual(['dw-loader-v2', 'import-2016'])
    const trusts = [...world.roles.values()].filter(({ trust }) =>
      validateDocument(trust, 'trust').some(({ severity }) => severity === 'error'),
    )
    // IAM itself writes AIDA… in place of a deleted user, and takes it from nobody.
    expect(trusts.map(({ name }) => name)).toEqual(['archive-reader'])
  })

  it('holds one policy with no room for another ARN', () => {
    const fleet = world.policies.get('arn:aws:iam::111122223333:policy/fleet-tenants')
    const size = fleet?.versions[0]?.text.replace(/\s/g, '').length ?? 0
    expect(size).toBeLessThanOrEqual(6144)
    expect(size + connectArn(ID.metricsStore, 'tenant_999', 'us-west-2').length + 3).toBeGreaterThan(6144)
  })
})
