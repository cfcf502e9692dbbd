import { alive } from './alive'
import { axeFindings, serious } from './axe'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import type { House } from './house'
import { DoctorPage } from './pages/doctor-page'
import { expectPaper, printed } from './pdf-lines'
import { bash } from './shell'
import { type SessionKeys, signToken } from './sign-token'
import { withoutScripts } from './without-scripts'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

const { ordersProd } = TARGETS

function frontOf(house: House) {
  const front = house.simulator.fronts.find(one => one.identifier === 'orders-prod')
  if (!front) throw new Error('orders-prod has no front')
  return front
}

/** A token that role/data-analyst signs for that user. */
async function analystToken(house: House, databaseUser: string, at = new Date()): Promise<string> {
  const answer = await fetch(`${house.simulator.awsUrl}/container-credentials/data-analyst`)
  const { host, port } = frontOf(house)
  const keys = (await answer.json()) as SessionKeys
  return signToken({ keys, host, port, region: 'us-east-1', databaseUser, at })
}

/** What psql says when it is refused: its own words, with the endpoint in them. */
async function refusal(house: House, databaseUser: string, token: string): Promise<string> {
  const { host, dialHost, dialPort } = frontOf(house)
  const where = `host=${host} hostaddr=${dialHost} port=${dialPort} dbname=orders user=${databaseUser}`
  const said = await bash(
    `PGPASSWORD='${token}' psql '${where} sslmode=verify-full sslrootcert=${house.simulator.caFile}' -c 'select 1'`,
  )
  expect(said.stderr).toContain('failed')
  return said.stderr
}

/** The text of a sign-in as a user that nobody ever made. AWS's psql says so; the host is that of the cast. */
const missingUser = (host: string) =>
  `psql: error: connection to server at "${host}" (10.0.14.27), port 5432 failed: FATAL:  PAM authentication failed for user "orders_svc"
connection to server at "${host}" (10.0.14.27), port 5432 failed: FATAL:  pg_hba.conf rejects connection for host "10.0.3.8", user "orders_svc", database "orders", no encryption`

test('a PAM failure of a user that is missing: the first cause, read now, with the plan', async ({
  page,
  house,
}) => {
  const doctor = new DoctorPage(page)
  await doctor.open()
  const asked: string[] = []
  page.on('request', request => asked.push(`${request.url()} ${request.postData() ?? ''}`))
  await doctor.paste(missingUser(frontOf(house).host))
  await expect(doctor.target).toHaveValue(`${ordersProd.region}/${ordersProd.resourceId}`)
  await expect(doctor.user).toHaveValue('orders_svc')
  await doctor.checked()
  const first = doctor.causes.first()
  await expect(first).toContainText('The database has no user orders_svc')
  await expect(first).toContainText(/read (now|a moment ago) as gatehouse_scan: \d+ users, none of that name/)
  await expect(first).toHaveAttribute('data-state', 'failed')
  await expect(first.getByRole('link', { name: 'Plan: create orders_svc' })).toHaveAttribute(
    'href',
    /\/users\?create=orders_svc$/,
  )
  await expect(doctor.cause('switch')).toContainText('IAM authentication is on')
  await expect(doctor.cause('endpoint')).toContainText('Not tested from the client’s own machine')
  await expect(page.getByText('The line about pg_hba.conf is not a second fault')).toBeVisible()
  // Names are in the address; the words of the client are nowhere but in this tab.
  expect(page.url()).toContain('user=orders_svc')
  expect(page.url()).not.toMatch(/PAM|10\.0\.3\.8/)
  expect(asked.filter(each => /PAM|10\.0\.3\.8|no.encryption/.test(each))).toEqual([])
  expect(serious(await axeFindings(page))).toEqual([])
})

test('a NotAuthorized line names who really signed', async ({ page }) => {
  const doctor = new DoctorPage(page)
  await doctor.open(`?region=us-east-1&resourceId=${ordersProd.resourceId}`)
  await doctor.paste(
    "Failed to authorize the connection request for user app_readwrite because the IAM policy assumed by the caller 'arn:aws:sts::111122223333:assumed-role/pricing-api/i-0a1b2c3d4e5f' is not authorized to perform `rds-db:connect` on the DB instance. (Status Code: 403, Error Code: NotAuthorized)",
  )
  await expect(doctor.user).toHaveValue('app_readwrite')
  await doctor.checked()
  await expect(doctor.cause('signer')).toHaveAttribute('data-state', 'failed')
  await expect(doctor.cause('signer')).toContainText('role/pricing-api signed')
  await expect(doctor.signer.locator('option:checked')).toHaveText('role/pricing-api')
})

test('what the host refused a moment ago is in its log: who signed, and that the token had expired', async ({
  page,
  house,
}) => {
  const doctor = new DoctorPage(page)
  const words = await refusal(house, 'metrics', await analystToken(house, 'metrics'))
  await doctor.open()
  await doctor.paste(words)
  // Dialled by its address, psql does not name the endpoint: the target is asked for.
  await expect(doctor.user).toHaveValue('metrics')
  await expect(page.getByText(/^Which was it\?/)).toBeVisible()
  await doctor.target.selectOption(`${ordersProd.region}/${ordersProd.resourceId}`)
  await expect(doctor.cause('signer')).toContainText('data-analyst')
  await expect(doctor.cause('signer')).toHaveAttribute('data-state', 'failed')
  const old = new Date(Date.now() - 16 * 60_000)
  const stale = await refusal(house, 'reporting', await analystToken(house, 'reporting', old))
  await doctor.paste(stale)
  await expect(doctor.user).toHaveValue('reporting')
  await expect(doctor.cause('signer')).toContainText('ExpiredToken')
})

test('an expired token is taken apart in the browser, and never leaves it', async ({ page, house }) => {
  const doctor = new DoctorPage(page)
  await doctor.open()
  const token = await analystToken(house, 'reporting', new Date(Date.now() - 3_600_000))
  const sent: string[] = []
  page.on('request', request => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await doctor.paste(token)
  await expect(doctor.user).toHaveValue('reporting')
  await doctor.checked()
  await expect(doctor.cause('tokenExpired')).toHaveAttribute('data-state', 'failed')
  await expect(doctor.cause('tokenOtherEndpoint')).toHaveAttribute('data-state', 'ok')
  // Whose key it was, no text says: nobody is taken for it, and no headline speaks of a stranger.
  await expect(doctor.signer.locator('option:checked')).toHaveText('Not said')
  await expect(page.getByText(/^Who was it\? \d+ could be meant, the likeliest first\.$/)).toBeVisible()
  await expect(doctor.cause('policy')).toContainText(/By IAM, .* may connect as reporting\. Choose who was/)
  await expect(doctor.causes.getByRole('heading', { name: /(role|user)\// })).toHaveCount(0)
  const signature = /X-Amz-Signature=(\w+)/.exec(token)?.[1] ?? ''
  expect(sent.filter(each => each.includes(signature) || each.includes('X-Amz'))).toEqual([])
  expect(sent.some(each => each.includes('/doctor/checks'))).toBe(true)
  // On paper stands what was asked, and nothing of the token: not even under it, where a sheet is searched.
  const { sheets, text } = await printed(page)
  expectPaper(sheets)
  expect(text).not.toContain('X-Amz')
  expect(text).not.toContain(signature)
  expect(sheets.flat()).toContain('Target orders-prod')
  expect(sheets.flat()).toContain('Database user reporting')
})

test('a text without a host is led to the one target that knows its user, and the choice can be taken back', async ({
  page,
}) => {
  const doctor = new DoctorPage(page)
  await doctor.open()
  await doctor.paste(
    "ERROR 1045 (28000): Access denied for user 'billing_ro'@'10.0.3.8' (using password: YES)",
  )
  await expect(doctor.target).toHaveValue(`us-east-1/${TARGETS.billingProd.resourceId}`)
  await expect(page.getByText('the only one read that knows billing_ro')).toBeVisible()
  await doctor.checked()
  await expect(doctor.cause('switch')).toHaveAttribute('data-state', 'failed')
  await doctor.target.selectOption('')
  await expect(page).not.toHaveURL(/resourceId=/)
  await expect(page.getByText('Which was it? The text does not say.')).toBeVisible()
})

test('a text that nobody knows: what can be checked without it is checked', async ({ page }) => {
  const doctor = new DoctorPage(page)
  await doctor.open(`?region=us-east-1&resourceId=${ordersProd.resourceId}&user=app_readonly`)
  await doctor.paste('lorem ipsum dolor sit amet')
  await expect(page.getByText('Not known here. Checked what can be checked without it.')).toBeVisible()
  await doctor.checked()
  await expect(doctor.cause('databaseUser')).toHaveAttribute('data-state', 'ok')
})

test('the keyboard alone pastes, checks again and clears; the text is gone with the page', async ({
  page,
}) => {
  const doctor = new DoctorPage(page)
  await doctor.open(`?region=us-east-1&resourceId=${ordersProd.resourceId}&user=orders_svc`)
  await doctor.checked()
  await doctor.text.focus()
  await page.evaluate(() =>
    navigator.clipboard.writeText('FATAL: PAM authentication failed for user "orders_svc"'),
  )
  await page.keyboard.press('ControlOrMeta+V')
  await expect(page.getByText(/^Recognised: /)).toBeVisible()
  const again = page.waitForRequest(/\/doctor\/checks$/)
  await page.keyboard.press('ControlOrMeta+Enter')
  await again
  await doctor.checked()
  await doctor.text.focus()
  await page.keyboard.press('Escape')
  await expect(doctor.text).toHaveValue('')
  await doctor.text.fill('kept nowhere')
  await page.reload()
  await expect(doctor.text).toHaveValue('')
  await expect(doctor.user).toHaveValue('orders_svc')
})

test('it is found from the sidebar and the palette', async ({ page }) => {
  await page.goto('/a/111122223333/targets')
  await page.getByRole('link', { name: 'Connection doctor' }).click()
  await expect(page.getByRole('heading', { name: 'Connection doctor' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('doctor')
  await expect(page.getByRole('option', { name: /Connection doctor/ })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the paste button fills the field, and what works instead is offered', async ({ page, house }) => {
    const doctor = new DoctorPage(page)
    await doctor.open()
    await page.evaluate(text => navigator.clipboard.writeText(text), missingUser(frontOf(house).host))
    await page.getByRole('button', { name: 'Paste', exact: true }).tap()
    await expect(doctor.user).toHaveValue('orders_svc')
    await doctor.checked()
    await expect(doctor.causes.first()).toContainText('The database has no user orders_svc')
    await expect(page.getByRole('link', { name: 'Plan: create orders_svc' })).toHaveCount(1)
    await doctor.signer.selectOption('role/orders-api')
    await expect(
      page.getByText('Or sign in now as app_readwrite, which works for role/orders-api'),
    ).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(serious(await axeFindings(page))).toEqual([])
  })
})

test('a target that is chosen before the script has started, or while the server is asked, stands', async ({
  page,
}) => {
  const start = await withoutScripts(page, '/a/111122223333/doctor')
  const target = page.getByLabel('Target')
  await target.selectOption({ label: 'orders-prod · us-east-1' })
  start()
  await expect(page).toHaveURL(new RegExp(`resourceId=${ordersProd.resourceId}`))
  await alive(page)
  let answer = () => {}
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route(/doctor\?.*analytics|doctor\?.*cluster-/, async route => {
    await answered
    await route.continue()
  })
  await target.selectOption({ label: 'analytics-dw · us-east-1' })
  await expect(page.getByRole('button', { name: 'Check again' })).toHaveAttribute('aria-busy', 'true')
  await expect(target).toHaveValue(/\/cluster-/)
  answer()
  await expect(page).toHaveURL(/resourceId=cluster-/)
  await expect(target).toHaveValue(/\/cluster-/)
})
