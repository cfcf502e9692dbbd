import { codeOfStep, stepAt } from '@/lib/simulator/aws/sts/totp'
import { LAPTOP_MFA_SECRET } from '@/lib/simulator/world/laptop'
import { alive } from './alive'
import { TARGETS } from './cast'
import { clearOfBar } from './clear-of-bar'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'
import { bash } from './shell'

test.use({ houseOptions: { laptop: true }, permissions: ['clipboard-read', 'clipboard-write'] })

const DEVICE = 'arn:aws:iam::111122223333:mfa/mira.okafor'
const ON_CALL = 'role/oncall-sre'
const shown = () => codeOfStep(LAPTOP_MFA_SECRET, stepAt(new Date()))

/** A device shows a new code every 30 s, and each works once. */
async function nextCode(used: string): Promise<string> {
  await expect.poll(shown, { timeout: 60_000 }).not.toBe(used)
  return shown()
}

test('a role behind MFA is signed for with the code of the moment, and the login works', async ({
  page,
  house,
}) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ON_CALL)
  await expect(token.checks).toContainText('Needs MFA: this server’s session has none')
  const ways = token.checks.getByRole('region', { name: 'With MFA' })
  await expect(ways).toContainText('then becomes role/oncall-sre')
  await expect(ways.getByText(DEVICE).first()).toBeVisible()
  const code = ways.getByLabel('MFA code')
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code')
  await expect(code).toHaveAttribute('inputmode', 'numeric')
  await alive(page)
  await page.getByLabel('Reason or ticket').fill('INC-77')
  const issue = page.getByRole('button', { name: /^Issue \d+-minute token/ })

  await token.search.press('Enter')
  await expect(code).toBeFocused()
  await issue.click()
  await expect(ways).toContainText('Six digits, as the device shows them.')
  await expect(code).toBeFocused()

  const right = shown()
  const wrong = String((Number(right) + 7) % 1_000_000).padStart(6, '0')
  await code.fill(wrong)
  await code.press('Enter')
  await expect(ways).toContainText('AWS did not take this code.')
  await expect(code).toHaveValue('')

  const given = shown()
  await code.fill(given)
  await code.press('Enter')
  await expect(token.issued).toBeVisible()
  expect(await bash(`${await token.copy('psql')} -Atc 'select current_user'`)).toEqual({
    code: 0,
    stdout: 'app_readonly',
    stderr: '',
  })

  const places = {
    address: page.url(),
    storage: await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
    ),
    cookies: JSON.stringify(await page.context().cookies()),
    page: await page.content(),
    records: await (await page.request.get('/activity/export?format=json')).text(),
    log: house.output(),
  }
  expect(places.records).toContain('INC-77')
  expect(places.storage).toContain(DEVICE)
  expect(places.log).not.toBe('')
  for (const [place, text] of Object.entries(places))
    for (const secret of [given, wrong])
      expect(new RegExp(`(?<![\\d.])${secret}(?!\\d)`).test(text), place).toBe(false)
})

test('another token needs another code: the used one is refused, the next one is taken', async ({ page }) => {
  test.slow()
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'oncall_rw', ON_CALL)
  const code = token.checks.getByLabel('MFA code')
  await expect(code).toBeVisible()
  await alive(page)
  await page.getByLabel('Reason or ticket').fill('INC-78')
  const used = await nextCode('')
  await code.fill(used)
  await code.press('Enter')
  // The device of the test before may have shown the same one.
  await expect(token.issued.or(token.checks.getByText('AWS did not take this code.'))).toBeVisible()
  if (await code.isVisible()) {
    await code.fill(await nextCode(used))
    await code.press('Enter')
    await expect(token.issued).toBeVisible()
  }

  await token.issued.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(token.issued).toContainText('Six digits, as the device shows them.')

  await page.getByRole('button', { name: /^New token/ }).click()
  await expect(token.checks).toContainText('oncall_rw')
  await expect(code).toHaveValue('')
  const again = shown()
  await page.getByLabel('Reason or ticket').fill('INC-79')
  await code.fill(await nextCode(again))
  await code.press('Enter')
  await expect(token.issued).toBeVisible()
})

test('where its devices may not be listed, the one that is typed is remembered in this browser', async ({
  page,
  house,
}) => {
  await house.faults({ rules: [{ kind: 'deny', service: 'iam', action: 'ListMFADevices' }] })
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ON_CALL)
  const device = token.checks.getByLabel('MFA device')
  await expect(device).toHaveValue('')
  await alive(page)
  await device.fill(DEVICE)
  await page.getByLabel('Reason or ticket').fill('INC-80')
  await token.checks.getByLabel('MFA code').fill('000000')
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
  await expect(token.checks).toContainText('AWS did not take this code.')
  await page.reload()
  await expect(device).toHaveValue(DEVICE)
  await house.faults({})
})

test('on a phone a code that is missing is asked for clear of the bar at the foot', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 })
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ON_CALL)
  await alive(page)
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
  const code = page.getByRole('textbox', { name: 'MFA code' })
  await expect(code).toBeFocused()
  await clearOfBar(code)
})

test('what only a role behind MFA opens is offered with that role, in the list and on its page', async ({
  page,
}) => {
  await page.goto('/a/111122223333/tokens')
  const group = page.getByRole('group', { name: 'Open to another signer' })
  await expect(
    group.getByRole('option', { name: /orders-prod oncall_rw as role\/oncall-sre, with MFA/ }),
  ).toBeVisible()
  const { region, resourceId } = TARGETS.ordersProd
  await page.goto(`/a/111122223333/tokens?region=${region}&resourceId=${resourceId}&user=oncall_rw&as=caller`)
  await alive(page)
  await expect(page.getByText('Nobody else that this server may sign as')).toHaveCount(0)
  await page.getByRole('link', { name: 'Sign as role/oncall-sre, with MFA' }).click()
  await expect(page.getByRole('textbox', { name: 'MFA code' })).toBeVisible()
  await page.goto('/a/111122223333/tokens')
  await alive(page)
  await group.getByRole('option', { name: /orders-prod oncall_rw/ }).click()
  await expect(page.getByRole('textbox', { name: 'MFA code' })).toBeVisible()
  await expect(page).toHaveURL(/user=oncall_rw/)
})
