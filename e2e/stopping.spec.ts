import { GetPolicyCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam'
import { administratorOf } from './account'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { type House, openHouse } from './house'
import { GrantPage } from './pages/grant-page'
import { signIn } from './sign-in'

const { ordersProd } = TARGETS
const ROLES = ['eng-mobile', 'eng-search', 'data-analyst', 'finance-ops']
const POLICY = 'gh-stopping'

const WAYS: [string, (house: House) => unknown][] = [
  ['SIGTERM', house => process.kill(house.dashboard.pid, 'SIGTERM')],
  ['SIGINT', house => process.kill(house.dashboard.pid, 'SIGINT')],
  ['a closed standard input', house => house.dashboard.stop()],
]

for (const [name, tell] of WAYS) {
  test(`${name} in the middle of a grant lets it end: all four roles have it`, async ({ browser }) => {
    test.slow()
    const house = await openHouse()
    try {
      const context = await browser.newContext({ baseURL: house.dashboard.url })
      const page = await context.newPage()
      await signIn(page, house.dashboard.launchUrl)
      const grant = new GrantPage(page)
      const on = `${ordersProd.region}/${ordersProd.resourceId}/metrics`
      const who = ROLES.map(role => ['who', roleArn(role)])
      await page.goto(
        `/a/111122223333/grants/new?${new URLSearchParams([...who, ['on', on], ['name', POLICY]])}`,
      )
      await expect(grant.steps.getByRole('listitem')).toHaveCount(1 + ROLES.length)
      await house.faults({
        rules: [{ kind: 'slow', service: 'iam', action: 'AttachRolePolicy', delayMs: 500 }],
      })
      await grant.apply(/^Apply \d/, 'OPS-9 in the middle of a stop')
      const { iam } = administratorOf(house)
      const PolicyArn = `arn:aws:iam::111122223333:policy/${POLICY}`
      const isMade = () =>
        iam.send(new GetPolicyCommand({ PolicyArn })).then(
          () => true,
          () => false,
        )
      await expect.poll(isMade).toBe(true)
      tell(house)
      await house.dashboard.ended
      expect(house.output()).toContain('Stopping: waiting for 1 running change')
      for (const RoleName of ROLES) {
        const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
        expect(
          AttachedPolicies.map(({ PolicyName }) => PolicyName),
          RoleName,
        ).toContain(POLICY)
      }
      await context.close()
    } finally {
      await house.close()
    }
  })
}
