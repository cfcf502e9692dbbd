import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'

test.use({ houseOptions: { sessionSeconds: 400 } })

test('a token signed by an AWS session that ends soon is said to die with it', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'gatehouse_scan', 'role/gatehouse, this server')
  await token.issue('INC-107')
  const banner = page.getByRole('main').getByRole('alert')
  await expect(banner).toContainText('This token dies with it')
  await expect(token.countdown).toContainText(/[3-6]:\d\d/)
  await banner.getByRole('button', { name: /^Sign in again/ }).click()
  await expect(banner).toContainText('aws sso login')
})
