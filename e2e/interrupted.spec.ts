import { CreatePolicyVersionCommand } from '@aws-sdk/client-iam'
import { test as base, expect, type Page } from '@playwright/test'
import { administratorOf } from './account'
import { roleArn, TARGETS } from './cast'
import { type House, openHouse } from './house'
import { ActivityPage } from './pages/activity-page'
import { GrantPage } from './pages/grant-page'
import { ReversalPage } from './pages/reversal-page'
import { policiesOf } from './policies'
import { signIn } from './sign-in'

/** A house for each test, whose server is killed, and a page in it. */
const test = base.extend<{ house: House; page: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: it needs no other fixture
  house: async ({}, use) => {
    const house = await openHouse()
    await use(house)
    await house.close()
  },
  page: async ({ browser, house }, use) => {
    const context = await browser.newContext({ baseURL: house.dashboard.url })
    await use(await context.newPage())
    await context.close()
  },
})
test.slow()

const ROLES = ['eng-mobile', 'eng-search']
const NAME = 'gh-interrupted'
const ARN = `arn:aws:iam::111122223333:policy/${NAME}`
const banner = (page: Page) => page.getByRole('status').filter({ hasText: 'A change was interrupted.' })

/** A grant to two roles whose server is killed once its policy is made, and another server on the same records. */
async function interruptGrant(page: Page, house: House, reason: string) {
  await signIn(page, house.dashboard.launchUrl)
  const { region, resourceId } = TARGETS.ordersProd
  const who = ROLES.map(role => ['who', roleArn(role)])
  const query = [...who, ['on', `${region}/${resourceId}/metrics`], ['name', NAME]]
  await page.goto(`/a/111122223333/grants/new?${new URLSearchParams(query)}`)
  const grant = new GrantPage(page)
  await expect(grant.steps.getByRole('listitem')).toHaveCount(1 + ROLES.length)
  await house.faults({
    rules: [{ kind: 'slow', service: 'iam', action: 'AttachRolePolicy', delayMs: 5_000 }],
  })
  await grant.apply(/^Apply 2 new connections/, reason)
  const { managed } = policiesOf(administratorOf(house).iam)
  await expect.poll(() => managed(ARN), { intervals: [50] }).not.toBeNull()
  await house.kill()
  // Whoever sits before it is not told that nothing happened.
  await expect(page.getByText('What was on its way may have arrived')).toBeVisible()
  await house.faults({ rules: [] })
  await house.startAgain()
  await signIn(page, house.dashboard.launchUrl)
  await expect(banner(page)).toBeVisible({ timeout: 60_000 })
}

async function followBanner(page: Page) {
  await banner(page).getByRole('link', { name: 'Finish it or take it back' }).click()
  const activity = new ActivityPage(page)
  await expect(activity.entry('began to grant access')).toContainText('Open')
  const detail = activity.table.getByRole('row').filter({ hasText: 'What happened' })
  await expect(detail).toContainText('Interrupted')
  return detail
}

test('a change whose server was killed is on every page, and is finished', async ({ page, house }) => {
  await interruptGrant(page, house, 'OPS-600')
  for (const path of [
    '/a/111122223333/targets',
    '/a/111122223333/principals',
    '/a/111122223333/reach',
    '/a/111122223333/findings',
    '/a/111122223333/grants/new',
    '/a/111122223333/tokens',
    '/settings',
  ]) {
    await page.goto(path)
    await expect(banner(page)).toBeVisible()
  }
  const detail = await followBanner(page)
  const announcement = page.url()
  await detail.getByRole('link', { name: 'Preview finishing it' }).click()
  const finish = new ReversalPage(page)
  await finish.shown('Finish')
  await expect(finish.standing.getByRole('listitem').first()).toHaveText(/CreatePolicy.*Done in AWS/)
  await expect(finish.standing.getByRole('listitem').last()).toHaveText(/Attach.*Not done in AWS/)
  await finish.apply(/^Finish, \d connections? opens?$/, 'OPS-600 the rest of it')
  await expect(page.getByRole('heading', { name: 'The change is finished' })).toBeFocused()
  await expect(banner(page)).toHaveCount(0)

  const { attachedTo } = policiesOf(administratorOf(house).iam)
  for (const role of ROLES) expect(await attachedTo(role), role).toContain(NAME)
  const activity = new ActivityPage(page)
  await activity.open()
  await expect(activity.entry('granted access', 'OPS-600')).toContainText('Done')
  await expect(activity.entry('finished an interrupted change', 'OPS-600 the rest')).toContainText('Done')
  await expect(await activity.detail('granted access', 'OPS-600')).toContainText(
    /Interrupted, then finished: entry \d+/,
  )
  // Its old address is no dead end.
  await page.goto(announcement)
  await page
    .getByRole('region', { name: /^Entry \d+$/ })
    .getByRole('link', { name: /^Entry \d+$/ })
    .first()
    .click()
  await expect(page.getByText(/Interrupted, then finished: entry \d+/)).toBeVisible()
})

test('another is taken back: the account is as before', async ({ page, house }) => {
  const { managed, attachedTo } = policiesOf(administratorOf(house).iam)
  const before = await Promise.all(ROLES.map(attachedTo))
  await interruptGrant(page, house, 'OPS-601')
  const detail = await followBanner(page)
  await detail.getByRole('link', { name: 'Preview taking it back' }).click()
  const takeBack = new ReversalPage(page)
  await takeBack.shown('Take back')
  await expect(takeBack.steps.getByRole('listitem').last()).toHaveText(/DeletePolicy.*gh-interrupted/)
  await takeBack.apply(/^Take back/, 'OPS-601 not wanted any more')
  await expect(page.getByRole('heading', { name: 'The change is taken back' })).toBeFocused()
  await expect(banner(page)).toHaveCount(0)

  expect(await managed(ARN)).toBeNull()
  expect(await Promise.all(ROLES.map(attachedTo))).toEqual(before)
  const activity = new ActivityPage(page)
  await activity.open()
  await expect(activity.entry('began to grant access', 'OPS-601')).toContainText('Taken back')
  await expect(activity.entry('took back an interrupted change', 'OPS-601')).toContainText('Done')
})

test('a third that somebody has dealt with meanwhile is a conflict, and is left as it is', async ({
  page,
  house,
}) => {
  await interruptGrant(page, house, 'OPS-602')
  const { iam } = administratorOf(house)
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: 'rds-db:connect', Resource: '*' },
  })
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn: ARN, PolicyDocument, SetAsDefault: true }))
  const detail = await followBanner(page)
  await detail.getByRole('link', { name: 'Preview taking it back' }).click()
  const reversal = new ReversalPage(page)
  await reversal.shown('Take back')
  await expect(reversal.conflict).toContainText(`${NAME} reads otherwise than after this change`)
  await expect(reversal.difference(NAME)).toContainText('+    "Effect": "Deny"')
  await page.getByRole('link', { name: 'finish what is left of it' }).click()
  await reversal.shown('Finish')
  await expect(reversal.conflict).toBeVisible()
  await expect(page.getByRole('button', { name: /^(Finish|Take back)/ })).toHaveCount(0)
  await reversal.apply(/^Leave it as it is$/, 'OPS-602 security closed it')

  const activity = new ActivityPage(page)
  await expect(activity.entry('granted access', 'OPS-602')).toContainText('Partly done')
  await expect(activity.table.getByRole('row').filter({ hasText: 'What happened' })).toContainText(
    'Interrupted, and left as it is',
  )
  await expect(banner(page)).toHaveCount(0)
  expect((await policiesOf(iam).managed(ARN))?.text).toBe(PolicyDocument)
})
