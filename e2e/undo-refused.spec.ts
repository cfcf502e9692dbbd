import { PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { administratorOf } from './account'
import { axeFindings, serious } from './axe'
import { expect, test } from './fixtures'
import { openHouse } from './house'
import { ActivityPage } from './pages/activity-page'
import { policiesOf } from './policies'
import { grantInline, previewUndo } from './preview-undo'
import { readAgain } from './read-again'
import { signIn } from './sign-in'

// Conflicts are made in this account: it is nobody else's.
test.use({ houseOptions: {} })

const THEIRS = JSON.stringify({
  Version: '2012-10-17',
  Statement: { Effect: 'Deny', Action: 'rds-db:connect', Resource: '*' },
})

test('what somebody changed since is a conflict: both texts are shown and nothing is written', async ({
  page,
  house,
}) => {
  const { iam } = administratorOf(house)
  await grantInline(page, 'eng-mobile', 'gh-conflict', 'MOB-504')
  const theirs = { RoleName: 'eng-mobile', PolicyName: 'gh-conflict', PolicyDocument: THEIRS }
  await iam.send(new PutRolePolicyCommand(theirs))

  const undo = await previewUndo(page, 'granted access', 'MOB-504')
  await expect(undo.conflict).toContainText('reads otherwise than after this change')
  await expect(undo.standing.getByRole('img', { name: 'Changed' })).toBeVisible()
  const difference = undo.difference('gh-conflict on role/eng-mobile')
  await expect(difference).toContainText('−    "Effect": "Allow"')
  await expect(difference).toContainText('+    "Effect": "Deny"')
  await expect(undo.steps).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Changed by somebody else since' })).toBeDisabled()
  await undo.forge('forged')
  await expect(undo.alert).toContainText('Nothing was undone.')
  expect(await policiesOf(iam).inline('eng-mobile', 'gh-conflict')).toBe(THEIRS)
})

test('what somebody changes between the look and the click is a conflict too', async ({ page, house }) => {
  const { iam } = administratorOf(house)
  await grantInline(page, 'eng-pricing', 'gh-race', 'PRC-505')
  const undo = await previewUndo(page, 'granted access', 'PRC-505')
  const theirs = { RoleName: 'eng-pricing', PolicyName: 'gh-race', PolicyDocument: THEIRS }
  await iam.send(new PutRolePolicyCommand(theirs))
  await undo.apply(/^Undo, 1 permission to connect ends$/, 'PRC-505 is over')
  await expect(undo.alert).toContainText('Not applied.')
  await expect(undo.conflict).toBeVisible()
  await expect(page.getByRole('button', { name: 'Changed by somebody else since' })).toBeDisabled()
  expect(await policiesOf(iam).inline('eng-pricing', 'gh-race')).toBe(THEIRS)
})

test('a server that only reads shows the undo, says why it cannot, and refuses a forged form', async ({
  browser,
}) => {
  const house = await openHouse()
  try {
    const context = await browser.newContext({ baseURL: house.dashboard.url })
    const page = await context.newPage()
    await signIn(page, house.dashboard.launchUrl)
    await grantInline(page, 'eng-search', 'gh-kept', 'INC-506')
    await house.dashboard.stop()
    await house.startAgain({ GATEHOUSE_CAPABILITIES: 'read' })
    await signIn(page, house.dashboard.launchUrl)
    const undo = await previewUndo(page, 'granted access', 'INC-506')
    await expect(undo.effect).toContainText('−1removed')
    await expect(page.getByRole('button', { name: 'This server does not change policies' })).toBeDisabled()
    await undo.forge('forged')
    await expect(undo.alert).toContainText('Nothing was undone.')
    const policies = policiesOf(administratorOf(house).iam)
    expect(await policies.inlineNames('eng-search')).toContain('gh-kept')
    await context.close()
  } finally {
    await house.close()
  }
})

test('while IAM cannot be read the effect is not known, never none', async ({ page, house }) => {
  await grantInline(page, 'eng-checkout', 'gh-unread', 'CAT-510')
  const undo = await previewUndo(page, 'granted access', 'CAT-510')
  await expect(undo.effect).toContainText('−1removed')
  await house.faults({
    rules: [{ kind: 'deny', service: 'iam', action: 'GetAccountAuthorizationDetails' }],
  })
  await readAgain(page)
  await expect(undo.effect).toContainText('Whom it concerns is not known.')
  await expect(undo.effect).not.toContainText('No connection changes')
  await expect(page.getByRole('button', { name: 'Policies could not be read' })).toBeDisabled()
  await undo.forge('forged')
  await expect(undo.alert).toContainText('Nothing was undone.')
  await house.faults({ rules: [] })
  const policies = policiesOf(administratorOf(house).iam)
  expect(await policies.inlineNames('eng-checkout')).toContain('gh-unread')
  await readAgain(page)
  await expect(undo.effect).toContainText('−1removed')
})

test('axe has nothing serious to say about an entry, its undo, a conflict and the receipt', async ({
  page,
  house,
}) => {
  test.slow()
  const { iam } = administratorOf(house)
  const found: Record<string, string[]> = {}
  const look = async (state: string) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const all = serious(await axeFindings(page))
      if (all.length > 0) found[`${state}, ${colorScheme}`] = all
    }
  }
  await grantInline(page, 'finance-ops', 'gh-axe', 'FIN-508')
  const activity = new ActivityPage(page)
  await activity.open()
  await activity.detail('granted access', 'FIN-508')
  await look('entry')
  const undo = await previewUndo(page, 'granted access', 'FIN-508')
  await look('undo')
  await undo.apply(/^Undo, 1 permission to connect ends$/, 'FIN-508 is over')
  await expect(page.getByRole('heading', { name: 'The change is undone' })).toBeVisible()
  await look('receipt')
  await grantInline(page, 'finance-ops', 'gh-axe', 'FIN-509')
  const theirs = { RoleName: 'finance-ops', PolicyName: 'gh-axe', PolicyDocument: THEIRS }
  await iam.send(new PutRolePolicyCommand(theirs))
  await previewUndo(page, 'granted access', 'FIN-509')
  await expect(undo.conflict).toBeVisible()
  await look('conflict')
  expect(found).toEqual({})
})
