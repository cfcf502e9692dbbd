import { alive } from './alive'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { TokenPage } from './pages/token-page'
import { bash } from './shell'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

const ANALYST = 'role/data-analyst'
const READER = 'analytics-dw.cluster-ro-c9xk2m4ab7qz.us-east-1.rds.amazonaws.com'

test('a token for the reader endpoint, chosen on the Connect tab, logs in by it', async ({ page }) => {
  await page.goto(`${addressOf(TARGETS.analyticsDw)}/connect`)
  await expect(page.getByText('reads only: analytics-dw-2')).toBeVisible()
  await page.getByRole('link', { name: 'Token for the endpoint Reader', exact: true }).click()
  const token = new TokenPage(page)
  await page.getByRole('combobox', { name: 'Target or database user' }).fill('analytics bi_reader')
  await page.getByRole('combobox', { name: 'Signed by' }).selectOption({ label: ANALYST })
  await expect(token.checks).toContainText(`Signed by ${ANALYST}`)
  await expect(token.checks).toContainText('bi_reader')
  await expect(token.endpoint).toHaveValue('reader')
  await expect(token.checks).toContainText(`${READER}:5432`)
  await token.issue('INC-110 dashboards')
  await expect(page.getByText('Reader endpoint alone')).toBeVisible()
  const command = await token.copy('psql')
  expect(command).toContain(`host=${READER} hostaddr=127.0.0.1`)
  const said = await bash(`${command} -Atc 'select current_user'`)
  expect(said).toEqual({ code: 0, stdout: 'bi_reader', stderr: '' })
  await token.issued.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(token.issued.getByRole('heading', { name: 'Connection works' })).toBeVisible()
})

test('the writer is meant where nobody chose, and a custom endpoint says what it leads to', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.analyticsDw, 'bi_reader', ANALYST)
  await expect(token.endpoint).toHaveValue('main')
  await token.endpoint.selectOption('Custom bi')
  await expect(token.checks).toContainText('Reads only: any of its readers.')
  await expect(page).toHaveURL(/endpoint=custom-bi/)
  await token.issue('INC-111')
  expect(await token.copy('Token')).toMatch(/^bi\.cluster-custom-c9xk2m4ab7qz\./)
  await expect(token.checks).toHaveCount(0)
  await page.goto(`/a/111122223333/tokens?region=us-east-1&resourceId=${TARGETS.ordersProd.resourceId}`)
  await expect(token.checks).toContainText('orders-prod')
  await expect(token.endpoint).toHaveCount(0)
})

test('through a tunnel of one’s own the same token is kept, and only what is dialled differs', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-112')
  const before = await token.copy('Token')
  await page.getByRole('combobox', { name: 'Reached' }).selectOption('through SSH')
  const tunnel = page.getByRole('region', { name: 'Way to the endpoint' })
  await expect(tunnel).toContainText(/ssh -N .*-L 127\.0\.0\.1:15432:orders-prod\./)
  expect(await token.copy('psql')).toMatch(/hostaddr=127\.0\.0\.1 port=15432/)
  expect(await token.copy('Token')).toBe(before)
  await token.copy('asyncpg')
  await expect(page.getByRole('region', { name: 'asyncpg' })).toContainText(
    /127\.0\.0\.1 orders-prod\..* in the hosts file/,
  )
})

test('an application recipe holds no token, and one that is not run by the tests says so', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-113')
  const pool = await token.copy('pg pool')
  expect(pool).toContain('password: () => signer.getAuthToken()')
  expect(pool).not.toContain('X-Amz-Signature')
  await expect(page.getByRole('region', { name: 'pg pool' })).toContainText('No token in it')
  await token.copy('Go pgx')
  await expect(page.getByRole('region', { name: 'Go pgx' })).toContainText('Our tests do not sign in with it')
})

test('a MariaDB target shows its own client first, and the node module signs in', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.catalogProd, 'gatehouse_ops', 'role/gatehouse, this server')
  await token.issue('INC-114')
  await expect(page.getByRole('button', { name: /^Copy mariadb command/ })).toBeVisible()
  const script = await token.copy('node mysql2')
  const said = await bash(`node --input-type=module <<'THE_MODULE'\n${script}\nTHE_MODULE`)
  expect(said).toEqual({ code: 0, stdout: expect.stringContaining('gatehouse_ops@%'), stderr: '' })
})

test('a pasted token is taken apart in the browser, and nothing of it leaves it', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(TARGETS.ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-115')
  const real = await token.copy('Token')
  const sent: string[] = []
  page.on('request', request => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.getByRole('link', { name: 'inspect it' }).click()
  const field = page.getByRole('textbox', { name: 'Token' })
  await expect(field).toBeFocused()
  await alive(page)
  await field.fill(real)
  await expect(page.getByRole('heading', { name: 'Nothing wrong can be seen' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('with a session token')
  const damaged = real.replace(/^[^:]+:\d+/, 'localhost:15432').replace(/&X-Amz-Security-Token=[^&]*/, '')
  await field.fill(`export PGPASSWORD="${damaged}"`)
  await expect(page.getByRole('heading', { name: '2 faults' })).toBeVisible()
  const faults = page.getByRole('list', { name: 'What is wrong with it' }).getByRole('listitem')
  await expect(faults.nth(0)).toContainText('the near end of a tunnel')
  await expect(faults.nth(1)).toContainText('carries no session token')
  const signature = /X-Amz-Signature=([0-9a-f]{64})/.exec(real)?.[1] ?? 'none'
  const shown = await page.getByRole('main').locator('section').allTextContents()
  expect(shown.join()).toContain('•••')
  expect(shown.join()).not.toContain(signature)
  expect(sent.join('\n')).not.toContain(signature)
  expect(page.url()).toMatch(/\/tokens\/inspect$/)
  await field.press('Escape')
  await expect(field).toHaveValue('')
  await field.fill(real)
  await page.goto('/settings')
  await page.goBack()
  await expect(field).toHaveValue('')
})

/** How far it is to a copied command, with the keyboard alone: counted, and kept from growing. */
test('from T to a copied command: five keys and the reason', async ({ page }) => {
  const token = new TokenPage(page)
  await page.goto('/a/111122223333/targets')
  await alive(page)
  const options = page.getByRole('listbox', { name: 'Connections' })
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }
  const copyOnce = async () => {
    keys = 0
    const started = Date.now()
    await press('t')
    await expect(token.search).toBeFocused()
    await expect(options.getByRole('option', { selected: true })).toBeVisible()
    await press('1')
    await press('Tab')
    await expect(page.getByLabel('Reason or ticket')).toBeFocused()
    await page.keyboard.type('INC-116')
    await press('Enter')
    await expect(token.issued).toBeVisible()
    await press('Enter')
    await expect(page.getByText('Copied', { exact: true }).first()).toBeVisible()
    return Date.now() - started
  }
  const first = await copyOnce()
  await page.goto('/a/111122223333/targets')
  await alive(page)
  const again = await copyOnce()
  test
    .info()
    .annotations.push({ type: 'T to copied', description: `${keys} keys, ${first} ms, then ${again} ms` })
  expect(keys).toBe(5)
})
