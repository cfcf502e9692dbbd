import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { administratorOf } from './account'
import { roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { GrantPage } from './pages/grant-page'
import { MatrixPage } from './pages/matrix-page'

test.use({ houseOptions: {} })

const { ordersProd } = TARGETS
const connectArn = (user: string) =>
  `arn:aws:rds-db:us-east-1:111122223333:dbuser:${ordersProd.resourceId}/${user}`
const on = (user: string) => `${ordersProd.region}/${ordersProd.resourceId}/${user}`

test('what is known of a database user stands in one column, whatever the length of its name', async ({
  page,
}) => {
  const grant = new GrantPage(page)
  await grant.open()
  await grant.addTarget('orders-prod')
  await page.getByRole('combobox', { name: 'Database user of orders-prod' }).click()
  const options = page.getByRole('listbox', { name: 'Database user of orders-prod' }).getByRole('option')
  await expect(options.nth(3)).toBeVisible()
  const ends = await options.evaluateAll(all =>
    all.map(option => {
      const [, state] = option.querySelectorAll('code, code + span')
      return state && state.scrollWidth <= state.clientWidth ? state.getBoundingClientRect().right : 'cut'
    }),
  )
  expect(new Set(ends).size).toBe(1)
  expect(ends).not.toContain('cut')
})

test('a grant is built, its effect shown, applied, seen in the matrix and recorded', async ({
  page,
  house,
}) => {
  const grant = new GrantPage(page)
  await grant.open()
  await grant.addPrincipal('eng-search')
  await grant.addTarget('orders-prod')
  await grant.addUser('orders-prod', 'support_ro')
  await page.getByRole('radio', { name: 'Inline policy' }).check()
  await expect(grant.policy).toContainText('"Version": "2012-10-17"')
  await expect(grant.policy).toContainText(connectArn('support_ro'))
  await expect(grant.policy).toContainText(/\d+ \/ [\d,]+ characters/)
  await expect(grant.effect).toContainText('+1new connection')
  await expect(
    grant.effect.getByRole('img', { name: 'No access, then Can connect, as far as read' }),
  ).toBeVisible()
  await expect(grant.steps.getByRole('listitem')).toHaveCount(1)

  await grant.apply('Apply 1 new connection', 'INC-300 search needs support data')
  await expect(page.getByRole('heading', { name: /^1 new connection by / })).toBeVisible()
  const { iam } = administratorOf(house)
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'eng-search' }))
  expect(PolicyNames).toHaveLength(1)
  const written = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'eng-search', PolicyName: PolicyNames[0] }),
  )
  const document = JSON.parse(decodeURIComponent(written.PolicyDocument ?? ''))
  expect(document.Version).toBe('2012-10-17')
  expect(JSON.stringify(document)).toContain(connectArn('support_ro'))

  await page.getByRole('link', { name: 'Who can connect to orders-prod' }).click()
  const matrix = new MatrixPage(page)
  await expect(matrix.cell('role/eng-search', 'support_ro')).toHaveAccessibleName(
    /: can connect, as far as read/,
  )
  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('granted access, 1 connection', 'INC-300 search needs support data')
  const change = detail.getByRole('listitem').filter({ hasText: 'role/eng-search as support_ro' })
  await expect(change.getByRole('img', { name: 'No access, then Can connect, as far as read' })).toBeVisible()
  await expect(detail).toContainText('iam:PutRolePolicy')
})

test('a new managed policy is created and attached to each', async ({ page, house }) => {
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('eng-mobile'), on: on('metrics'), name: 'gh-mobile-metrics' })
  await expect(grant.steps.getByRole('listitem')).toHaveCount(2)
  await grant.apply('Apply 1 new connection', 'MOB-7')
  await expect(page.getByRole('heading', { name: '1 new connection by gh-mobile-metrics' })).toBeVisible()
  const { iam } = administratorOf(house)
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'eng-mobile' }))
  expect(attached.AttachedPolicies?.map(policy => policy.PolicyName)).toContain('gh-mobile-metrics')
})

test('an existing policy gets a new version that keeps what it said', async ({ page, house }) => {
  const policyArn = 'arn:aws:iam::111122223333:policy/oncall-db-access'
  const { iam } = administratorOf(house)
  const before = await iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('oncall-sre'), on: on('support_ro'), policy: policyArn })
  await expect(grant.policy).toContainText('+')
  await expect(grant.effect).toContainText('+1new connection')
  await grant.apply('Apply 1 new connection', 'INC-301')
  await expect(page.getByRole('heading', { name: /^1 new connection by oncall-db-access/ })).toBeVisible()
  const after = await iam.send(new GetPolicyCommand({ PolicyArn: policyArn }))
  expect(after.Policy?.DefaultVersionId).not.toBe(before.Policy?.DefaultVersionId)
  const version = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: after.Policy?.DefaultVersionId }),
  )
  const text = decodeURIComponent(version.PolicyVersion?.Document ?? '')
  expect(text).toContain('/metrics')
  expect(text).toContain(connectArn('support_ro'))
})

test('a role that changed underneath ends as a conflict with the new plan, and nothing is written', async ({
  page,
  house,
}) => {
  const { iam } = administratorOf(house)
  const grant = new GrantPage(page)
  await grant.open({ who: roleArn('eng-pricing'), on: on('metrics'), store: 'inline', name: 'gh-pricing' })
  await expect(grant.effect).toContainText('+1new connection')
  const Statement = { Effect: 'Allow', Action: 'rds-db:connect', Resource: connectArn('metrics') }
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'eng-pricing',
      PolicyName: 'somebody-else',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement }),
    }),
  )
  await grant.apply('Apply 1 new connection', 'INC-302')
  await expect(grant.alert).toContainText('Not applied.')
  await expect(grant.effect).toContainText('+0new connections')
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'eng-pricing' }))
  expect(PolicyNames).toEqual(['somebody-else'])
})

test('a role that IAM Identity Center owns is refused with the reason', async ({ page }) => {
  const grant = new GrantPage(page)
  await grant.open()
  await page.getByRole('combobox', { name: 'Add role, user or group' }).fill('AWSReservedSSO_Engineer')
  const option = page.getByRole('option').filter({ hasText: 'AWSReservedSSO_Engineer' })
  await expect(option).toHaveAttribute('aria-disabled', 'true')
  await expect(option).toContainText(/Cannot be chosen\..*Identity Center/)
  const arn =
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Engineer_d47e1a0c96b3f285'
  await grant.open({ who: arn, on: on('metrics'), store: 'inline', name: 'gh-sso' })
  await expect(page.getByRole('main')).toContainText('cannot be changed here')
  await expect(page.getByRole('button', { name: /Apply/ })).toHaveCount(0)
})

test('of two operators who apply the same plan at once, one gets a conflict', async ({
  page,
  context,
  house,
}) => {
  const query = { who: roleArn('eng-checkout'), on: on('metrics'), store: 'inline', name: 'gh-both' }
  const other = await context.newPage()
  const operators = [new GrantPage(page), new GrantPage(other)]
  for (const operator of operators) {
    await operator.open(query)
    await expect(operator.effect).toContainText('+1new connection')
  }
  await Promise.all(
    operators.map((operator, number) => operator.apply('Apply 1 new connection', `INC-${number}`)),
  )
  const done = (one: typeof page) => one.getByRole('heading', { name: /^1 new connection by gh-both/ })
  const refused = (one: typeof page) => one.getByText('Not applied.')
  for (const one of [page, other]) await expect(done(one).or(refused(one))).toBeVisible()
  const outcomes = await Promise.all(
    [page, other].map(async one => (await done(one).count()) + 2 * (await refused(one).count())),
  )
  expect(outcomes.sort()).toEqual([1, 2])
  const { iam } = administratorOf(house)
  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'eng-checkout' }))
  expect(PolicyNames).toEqual(['gh-both'])
})

test('the end of every line of a policy is in view, and nothing lies under the bar that applies it', async ({
  page,
}) => {
  const grant = new GrantPage(page)
  const query = { who: roleArn('eng-search'), on: on('metrics'), store: 'inline', name: 'gh-wrap' }
  for (const size of [
    { width: 1280, height: 800 },
    { width: 1440, height: 900 },
  ]) {
    await page.setViewportSize(size)
    await grant.open(query)
    const code = page.getByRole('region', { name: 'Policy document' })
    await expect(code).toContainText('/metrics')
    expect(await code.evaluate(box => box.scrollWidth - box.clientWidth)).toBe(0)
    await expect(page.getByRole('list', { name: 'Checks of the policy' })).toBeInViewport({ ratio: 1 })
    await grant.open({ ...query, edit: 'json' })
    const editor = page.locator('[data-slot="json-editor"] .cm-scroller')
    await expect(editor).toContainText('/metrics')
    expect(await editor.evaluate(box => box.scrollWidth - box.clientWidth)).toBe(0)
  }
})
