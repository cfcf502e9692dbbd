import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { homeAccount } from '@/lib/account'
import { dropClients } from '@/lib/aws/clients'
import { simulateConnect } from '@/lib/aws/simulate'
import { simulatedAccount } from '@/lib/aws/testing/simulated-account'
import type { SimulatedAws } from '@/lib/simulator/aws/simulated-aws'
import { ID } from '@/lib/simulator/world/cast-ids'
import { connectArn, roleArn } from '@/lib/simulator/world/statements'

const orders = (user: string) => connectArn(ID.ordersProd, user)
let aws: SimulatedAws
beforeEach(async () => {
  aws = await simulatedAccount()
})
afterEach(() => aws.close())

const etl = { principalArn: roleArn('analytics-etl', '/data/'), context: {} }

describe('many resources in one question', () => {
  it('are all answered, over several calls and their pages', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `user_${index}`)
    const said = await simulateConnect(homeAccount(), { ...etl, resources: names.map(orders) })
    expect([...said.keys()]).toEqual(names.map(orders))
    expect([...said.values()].every(({ decision }) => decision === 'implicitDeny')).toBe(true)
  })

  it('have decisions of their own, and the organisation is named only where one was asked', async () => {
    const resources = ['oncall_rw', 'reporting', 'nobody'].map(orders)
    const said = await simulateConnect(homeAccount(), { ...etl, resources })
    expect([...said.values()]).toMatchObject([
      { decision: 'explicitDeny', organizationAllows: null },
      { decision: 'allowed', organizationAllows: true },
      { decision: 'implicitDeny', organizationAllows: null },
    ])
    const alone = await simulateConnect(homeAccount(), { ...etl, resources: [orders('oncall_rw')] })
    expect(alone.get(orders('oncall_rw'))).toMatchObject({ organizationAllows: false })
  })

  it('in an account without an organisation nothing is said of one', async () => {
    aws.world.organization = null
    const said = await simulateConnect(homeAccount(), { ...etl, resources: [orders('reporting')] })
    expect(said.get(orders('reporting'))).toMatchObject({ decision: 'allowed', organizationAllows: null })
  })
})

/** What AWS answers is written down here, as its reference shows it. */
describe('answers of other shapes', () => {
  let server: Server
  const answering = async (results: string[], isTruncated = false) => {
    const body = `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>${isTruncated}</IsTruncated><EvaluationResults>${results.map(text => `<member><EvalActionName>rds-db:connect</EvalActionName>${text}</member>`).join('')}</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`
    server = createServer((_, response) => response.setHeader('content-type', 'text/xml').end(body))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' })
    dropClients(homeAccount())
  }
  afterEach(() => {
    server.close()
    server.closeAllConnections()
  })

  const top = (name: string, decision: string, organization: boolean | null = null) =>
    `<EvalResourceName>${name}</EvalResourceName><EvalDecision>${decision}</EvalDecision>${organization === null ? '' : `<OrganizationsDecisionDetail><AllowedByOrganizations>${organization}</AllowedByOrganizations></OrganizationsDecisionDetail>`}`
  const parts = (...each: [string, string][]) =>
    `<ResourceSpecificResults>${each.map(([name, decision]) => `<member><EvalResourceName>${name}</EvalResourceName><EvalResourceDecision>${decision}</EvalResourceDecision></member>`).join('')}</ResourceSpecificResults>`
  const two = { ...etl, resources: ['a', 'b'].map(orders) }

  it('before: one result a resource, each with the aggregate at its top, is read from its parts', async () => {
    await answering([
      top(orders('a'), 'explicitDeny', false) + parts([orders('a'), 'explicitDeny']),
      top(orders('b'), 'explicitDeny', false) + parts([orders('b'), 'allowed']),
    ])
    expect([...(await simulateConnect(homeAccount(), two))]).toMatchObject([
      [orders('a'), { decision: 'explicitDeny', organizationAllows: null }],
      [orders('b'), { decision: 'allowed', organizationAllows: true }],
    ])
  })

  it('an aggregate no without parts is taken for nobody’s, an aggregate yes for everybody’s', async () => {
    await answering([top(orders('a'), 'explicitDeny'), top(orders('b'), 'allowed', true)])
    expect([...(await simulateConnect(homeAccount(), two)).keys()]).toEqual([orders('b')])
  })

  it('one resource alone is answered by the top, whatever it is called there', async () => {
    await answering([top('*', 'implicitDeny', false)])
    const said = await simulateConnect(homeAccount(), { ...etl, resources: [orders('a')] })
    expect(said.get(orders('a'))).toMatchObject({ decision: 'implicitDeny', organizationAllows: false })
  })

  it('a resource that was not asked, and a decision that is none, are not taken', async () => {
    await answering([top('*', 'allowed', true) + parts([orders('c'), 'allowed'], [orders('a'), 'maybe'])])
    expect((await simulateConnect(homeAccount(), two)).size).toBe(0)
  })
})
