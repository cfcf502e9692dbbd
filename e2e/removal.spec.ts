import { GetRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { administratorOf } from './account'
import { alive } from './alive'
import { addressOf, roleArn, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { ActivityPage } from './pages/activity-page'
import { MatrixPage } from './pages/matrix-page'
import { RemovalPage } from './pages/removal-page'
import { tabTo } from './tab-to'

test.use({ houseOptions: {} })

const { ordersProd, analyticsDw } = TARGETS
const place = `${ordersProd.region}/${ordersProd.resourceId}`

test('from a cell to the removed connection and back, with the keyboard alone', async ({ page, house }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: roleArn('data-analyst'), as: 'reporting' })
  await alive(page)
  await expect(matrix.why).toContainText('Can connect, as far as read: organisation policies are unread.')
  await expect(matrix.why).toContainText('To end it, take reporting out of statement 1 of analyst-databases.')
  await tabTo(page, matrix.why.getByRole('link', { name: 'Remove', exact: true }))
  await page.keyboard.press('Enter')

  const removal = new RemovalPage(page)
  await expect(removal.effect).toContainText('−1removed')
  await expect(removal.effect).toContainText('Nothing else changes')
  await expect(removal.changes.getByRole('row', { name: /role\/data-analyst/ })).toHaveCount(1)
  await expect(removal.steps.getByRole('listitem')).toHaveCount(1)
  await tabTo(page, removal.reason)
  await page.keyboard.type('CHG-4410 analysts read the copy')
  await tabTo(page, page.getByRole('button', { name: 'Remove 1 connection', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '1 permission to connect ended' })).toBeFocused()
  await expect(page.getByText('Reason: CHG-4410 analysts read the copy')).toBeVisible()
  await expect(page.getByText('Database sessions that are open now stay open')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Undo', exact: true })).toHaveAttribute(
    'href',
    /\/activity\/\d+\/undo$/,
  )

  const { iam } = administratorOf(house)
  const written = await iam.send(
    new GetRolePolicyCommand({ RoleName: 'data-analyst', PolicyName: 'analyst-databases' }),
  )
  const text = decodeURIComponent(written.PolicyDocument ?? '')
  expect(text).not.toContain(`${ordersProd.resourceId}/reporting`)
  expect(text).toContain(`${ordersProd.resourceId}/app_readonly`)

  await tabTo(page, page.getByRole('link', { name: 'Who can connect to orders-prod' }))
  await page.keyboard.press('Enter')
  await expect(matrix.cell('role/data-analyst', 'reporting')).toHaveAccessibleName(/: no access/)
  await expect(matrix.why).toContainText('No statement allows it.')
  await expect(matrix.why.getByRole('link', { name: 'Remove', exact: true })).toHaveCount(0)

  const activity = new ActivityPage(page)
  await activity.open()
  const detail = await activity.detail('removed access', 'CHG-4410 analysts read the copy')
  const change = detail.getByRole('listitem').filter({ hasText: 'role/data-analyst as reporting' })
  await expect(change.getByRole('img', { name: 'Can connect, as far as read, then No access' })).toBeVisible()
  await expect(detail).toContainText('iam:PutRolePolicy')
})

test('a policy that changed underneath ends as a conflict with the new plan, and nothing is written', async ({
  page,
  house,
}) => {
  const { iam } = administratorOf(house)
  const removal = new RemovalPage(page)
  await removal.open({ principal: roleArn('support-tier2'), target: place, user: 'support_ro' })
  await expect(removal.effect).toContainText('−1removed')
  const Resource = `arn:aws:rds-db:us-east-1:111122223333:dbuser:${ordersProd.resourceId}/*`
  const name = { RoleName: 'support-tier2', PolicyName: 'support-orders' }
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'rds-db:connect', Resource }],
  })
  await iam.send(new PutRolePolicyCommand({ ...name, PolicyDocument }))
  await removal.remove('Remove 1 connection', 'CHG-4411')
  await expect(removal.alert).toContainText(/Not applied\.|nothing to remove any more/)
  await expect(page.getByRole('link', { name: /Deny it to role\/support-tier2 alone/ })).toBeVisible()
  const kept = await iam.send(new GetRolePolicyCommand(name))
  expect(decodeURIComponent(kept.PolicyDocument ?? '')).toBe(PolicyDocument)
})

test('the second person who removes the same cell is told why nothing was done', async ({
  page,
  context,
}) => {
  const wish = { principal: roleArn('grafana-agent'), target: place, user: 'metrics' }
  const [first, second] = [new RemovalPage(page), new RemovalPage(await context.newPage())]
  await first.open(wish)
  await second.open(wish)
  await first.remove('Remove 1 connection', 'CHG-4412')
  await expect(page.getByRole('heading', { name: '1 permission to connect ended' })).toBeVisible()
  await second.remove('Remove 1 connection', 'CHG-4413')
  await expect(second.alert).toContainText('Not applied.')
  await expect(second.effect).toHaveCount(0)
  await expect(second.alert).toContainText(/Nothing (was removed|changed)/)
})

test('the address holds the way, and an administrator is denied one user rather than stripped', async ({
  page,
}) => {
  const removal = new RemovalPage(page)
  const principal = 'arn:aws:iam::111122223333:user/jonas.lindqvist'
  await removal.open({ principal, target: place, user: 'app_readonly' })
  await expect(removal.way(/Deny it to user\/jonas.lindqvist alone/)).toHaveAttribute('aria-current', 'true')
  await expect(removal.way(/Deny it to user/)).toContainText('Fewest side effects')
  await removal.way(/out of the group administrators/).click()
  await expect(page).toHaveURL(/way=detach/)
  await expect(removal.effect).toContainText('What else AdministratorAccess allows goes with it')
  await page.reload()
  await expect(removal.way(/out of the group administrators/)).toHaveAttribute('aria-current', 'true')
})

test('what Identity Center owns is told in words, with nothing to press', async ({ page }) => {
  const removal = new RemovalPage(page)
  const principal =
    'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_3f1c9a7d52e8b046'
  await removal.open({ principal, target: place, user: 'app_readonly' })
  await expect(page.getByRole('region', { name: 'By hand' })).toContainText(
    'permission set AdministratorAccess',
  )
  await expect(page.getByRole('textbox', { name: 'Reason' })).toHaveCount(0)
})

test('a no leads to the finding that puts it right', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(analyticsDw, { who: roleArn('dw-member-reader'), as: 'bi_reader', all: '1' })
  await expect(matrix.why).toContainText("has the member's id")
  await matrix.why.getByRole('link', { name: 'Put it right' }).click()
  await expect(page).toHaveURL(/findings\?finding=member-instead-of-cluster/)
  await expect(page.getByRole('region', { name: 'Finding', exact: true })).toContainText('member-id')
})

test('a panel that was scrolled before the page came alive stays there, so that a click goes where it was aimed', async ({
  page,
}) => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js', async route => {
    await held
    await route.continue()
  })
  const matrix = new MatrixPage(page)
  const query = new URLSearchParams({ who: roleArn('dw-member-reader'), as: 'bi_reader', all: '1' })
  await page.goto(`${addressOf(analyticsDw)}?${query}`, { waitUntil: 'commit' })
  const link = matrix.why.getByRole('link', { name: 'Put it right' })
  await link.scrollIntoViewIfNeeded()
  await expect(link).toBeInViewport()
  const before = await link.boundingBox()
  release()
  await alive(page)
  expect((await link.boundingBox())?.y).toBe(before?.y)
})

test('a link pressed right after a cell was chosen is followed', async ({ page }) => {
  const matrix = new MatrixPage(page)
  await matrix.open(ordersProd, { who: roleArn('data-analyst'), as: 'reporting' })
  await alive(page)
  await matrix.cell('role/data-analyst', 'app_readonly').click()
  await matrix.why.getByRole('link', { name: 'role/data-analyst' }).click()
  await expect(page).toHaveURL(/principals\/one/)
})
