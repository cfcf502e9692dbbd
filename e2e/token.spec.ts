import { alive } from './alive'
import { TARGETS } from './cast'
import { expect, test } from './fixtures'
import type { House } from './house'
import { ActivityPage } from './pages/activity-page'
import { TokenPage } from './pages/token-page'
import { bash } from './shell'
import { type SessionKeys, signToken } from './sign-token'

test.use({ houseOptions: {}, permissions: ['clipboard-read', 'clipboard-write'] })

const { ordersProd } = TARGETS
const ANALYST = 'role/data-analyst'
const WHO = `-Atc 'select current_user'`

test('a token from the page logs in with the copied psql command', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-100 slow reports')
  const said = await bash(`${await token.copy('psql')} ${WHO}`)
  expect(said).toEqual({ code: 0, stdout: 'app_readonly', stderr: '' })
})

test('the URI, the environment and the node module log in as they are', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'reporting', ANALYST)
  await token.issue('INC-101')
  const uri = await bash(`psql '${await token.copy('URI')}' ${WHO}`)
  expect(uri).toEqual({ code: 0, stdout: 'reporting', stderr: '' })
  const environment = await bash(`${await token.copy('env')}\npsql ${WHO}`)
  expect(environment).toEqual({ code: 0, stdout: 'reporting', stderr: '' })
  const module = await bash(
    `node --input-type=module <<'THE_MODULE'\n${await token.copy('node pg')}\nTHE_MODULE`,
  )
  expect(module.stdout).toContain("current_user: 'reporting'")
})

test('a login behind MFA is said to be refused, and is; the ways that work need no server', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', 'role/oncall-sre')
  await expect(token.checks).toContainText('Needs MFA: this server’s session has none')
  await expect(
    page
      .getByRole('group', { name: /^Needs MFA/ })
      .getByRole('option')
      .first(),
  ).toBeVisible()
  const ways = token.checks.getByRole('region', { name: 'With MFA' })
  await expect(ways).toContainText('a role has no MFA device')
  await expect(ways.getByRole('figure')).toContainText('--role-arn arn:aws:iam::111122223333:role/oncall-sre')
  await expect(ways).toContainText('MFA_DEVICE_ARN and the code that it shows for MFA_CODE')
  await expect(token.checks.getByRole('link', { name: 'Sign as role/data-analyst' })).toBeVisible()
  await page.getByLabel('Reason or ticket').fill('INC-99')
  await page.getByRole('button', { name: /token all the same$/ }).click()
  await expect(token.issued).toContainText('The target is expected to refuse it.')
  const said = await bash(`${await token.copy('psql')} ${WHO}`)
  expect(said).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('PAM authentication failed'),
  })
})

test('who signs is chosen while the page wakes up on a slow machine: the choice stands', async ({ page }) => {
  const slow = await page.context().newCDPSession(page)
  await slow.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readwrite', ANALYST)
  await expect(page.getByLabel('Signed by')).toHaveValue(/data-analyst$/)
  await expect(page).toHaveURL(/user=app_readwrite&.*data-analyst$/)
})

test('while the server is asked, what was chosen stands: the signer, and a row after it', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await page.goto(`/a/111122223333/tokens?region=us-east-1&resourceId=${ordersProd.resourceId}&user=metrics`)
  await alive(page)
  let answer = () => {}
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  await page.route(
    ({ pathname, searchParams }) =>
      pathname.endsWith('/tokens') && /analyst/.test(searchParams.get('as') ?? ''),
    async route => {
      await answered
      await route.continue()
    },
  )
  const signedBy = page.getByLabel('Signed by')
  await signedBy.selectOption({ label: ANALYST })
  await expect(token.checks).toContainText(`Signed by ${ANALYST}`)
  await expect(signedBy).toHaveValue(/data-analyst$/)
  await token.search.fill('orders-prod app_read')
  await page.getByRole('option', { name: /app_readonly/ }).click()
  await expect(token.checks).toContainText('as app_readonly')
  answer()
  await expect(page).toHaveURL(/user=app_readonly&.*as=.*data-analyst/)
  await expect(signedBy).toHaveValue(/data-analyst$/)
  await expect(token.checks).toContainText('as app_readonly')
})

test('the connection that somebody came for stays, whoever signs; the address is what is shown', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', 'role/inventory-api')
  await expect(token.checks).toContainText('orders-prod is expected to refuse this login.')
  await expect(token.checks.getByRole('link', { name: 'Why' })).toBeVisible()
  const address = () => {
    const { searchParams } = new URL(page.url())
    return ['resourceId', 'user', 'as'].map(name => searchParams.get(name)?.split('/').at(-1) ?? null)
  }
  await expect.poll(address).toEqual([ordersProd.resourceId, 'app_readonly', 'inventory-api'])

  await page.goto('/a/111122223333/tokens')
  await alive(page)
  const name = await token.checks.getByText(/^as /).textContent()
  const target = await page.getByRole('listbox').getByRole('option', { selected: true }).textContent()
  for (const role of ['data-analyst', 'inventory-api', 'demo-kiosk']) {
    await page.getByLabel('Signed by').selectOption({ label: `role/${role}` })
    await expect(token.checks).toContainText(`Signed by role/${role}`)
    await expect.poll(() => address().at(-1)).toBe(role)
    const [resourceId, user] = address()
    expect(resourceId).not.toBeNull()
    expect(name).toContain(`as ${user}`)
    await expect(token.checks.getByText(/^as /)).toContainText(`as ${user}`)
    await expect(page.getByRole('listbox').getByRole('option', { selected: true })).toContainText(user ?? '')
  }
  expect(target).not.toBeNull()
})

test('what a row says of its verdict is whole, and leaves room for when it was last used', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 })
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', 'role/oncall-sre')
  const row = page.getByRole('option', { name: /app_readonly/ })
  const note = row.getByText('needs MFA: this server’s session has none')
  const list = await page.getByRole('listbox', { name: 'Connections' }).boundingBox()
  const within = async (part: typeof note) => {
    const box = await part.boundingBox()
    return box !== null && list !== null && box.x + box.width <= list.x + list.width
  }
  expect(await within(row)).toBe(true)
  expect(await within(note)).toBe(true)
  expect(await note.evaluate(element => element.scrollWidth <= element.clientWidth + 1)).toBe(true)
})

test.describe('what the database refuses, in its own words', () => {
  const refused = (user: string) => `FATAL:  PAM authentication failed for user "${user}"`

  async function analyst(house: House): Promise<SessionKeys> {
    const answer = await fetch(`${house.simulator.awsUrl}/container-credentials/data-analyst`)
    return (await answer.json()) as SessionKeys
  }

  async function login(
    house: House,
    wish: { user: string; signedFor?: string; host?: string; at?: Date; alter?: boolean },
  ) {
    const front = house.simulator.fronts.find(one => one.identifier === 'orders-prod')
    if (!front) throw new Error('orders-prod has no front')
    const signed = signToken({
      keys: await analyst(house),
      host: wish.host ?? front.host,
      port: front.port,
      region: 'us-east-1',
      databaseUser: wish.signedFor ?? wish.user,
      ...(wish.at ? { at: wish.at } : {}),
    })
    const token = wish.alter ? signed.replace(/.$/, last => (last === '0' ? '1' : '0')) : signed
    const where = `host=${front.host} hostaddr=${front.dialHost} port=${front.dialPort} dbname=orders user=${wish.user}`
    const how = `sslmode=verify-full sslrootcert=${house.simulator.caFile}`
    return bash(`PGPASSWORD='${token}' psql '${where} ${how}' ${WHO}`)
  }

  test('the same signature without a fault is let in', async ({ house }) => {
    expect(await login(house, { user: 'app_readonly' })).toEqual({
      code: 0,
      stdout: 'app_readonly',
      stderr: '',
    })
  })

  test('an expired token', async ({ house }) => {
    const said = await login(house, { user: 'app_readonly', at: new Date(Date.now() - 16 * 60_000) })
    expect(said.code).toBe(2)
    expect(said.stderr).toContain(refused('app_readonly'))
  })

  test('an altered token', async ({ house }) => {
    expect((await login(house, { user: 'app_readonly', alter: true })).stderr).toContain(
      refused('app_readonly'),
    )
  })

  test('a token of another database user', async ({ house }) => {
    const said = await login(house, { user: 'reporting', signedFor: 'app_readonly' })
    expect(said.stderr).toContain(refused('reporting'))
  })

  test('a token of another host', async ({ house }) => {
    const other = house.simulator.fronts.find(one => one.identifier === 'inventory-staging')
    const said = await login(house, { user: 'app_readonly', host: other?.host ?? '' })
    expect(said.stderr).toContain(refused('app_readonly'))
  })

  test('a token of a signer without the permission', async ({ house }) => {
    expect((await login(house, { user: 'app_readwrite' })).stderr).toContain(refused('app_readwrite'))
  })

  test('the page of the connection test stops at IAM and says why', async ({ page }) => {
    const token = new TokenPage(page)
    await token.choose(ordersProd, 'app_readwrite', ANALYST)
    await expect(token.checks).toContainText('the target is expected to refuse it')
    await token.issue('INC-102')
    await token.issued.getByRole('button', { name: 'Test', exact: true }).click()
    await expect(token.issued.getByRole('heading', { name: 'Stopped at IAM' })).toBeVisible()
    await expect(token.issued.getByRole('link', { name: 'Ask the doctor' })).toHaveAttribute(
      'href',
      /\/doctor\?region=us-east-1&resourceId=db-\w+&user=\w+&as=/,
    )
    await expect(token.issued).toContainText('PAM authentication failed for user "app_readwrite"')
    await expect(token.issued.getByRole('img', { name: 'Not reached' })).toHaveCount(1)
  })
})

test('the connection test passes DNS, TCP, TLS, IAM and role', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-103')
  await token.issued.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(token.issued.getByRole('heading', { name: 'Connection works' })).toBeVisible()
  await expect(token.issued.getByRole('img', { name: 'Passed' })).toHaveCount(5)
})

test('the token is masked, counts down to its end and is then gone', async ({ page }) => {
  await page.clock.install()
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-104')
  const shown = page.getByRole('region', { name: 'psql' })
  await expect(shown).toContainText('••••')
  await expect(shown).not.toContainText('X-Amz-Signature')
  await shown.getByRole('button', { name: 'Show token' }).click()
  await expect(shown).toContainText('X-Amz-Signature=')
  await page.clock.runFor('10:00')
  await expect(token.countdown).toContainText(/[45]:\d\d/)
  await page.clock.runFor('05:02')
  await expect(page.getByRole('heading', { name: /app_readonly on orders-prod has expired/ })).toBeVisible()
  expect(await page.content()).not.toContain('X-Amz-Signature')
})

test('X forgets the token', async ({ page }) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', ANALYST)
  await token.issue('INC-105')
  await page.getByRole('button', { name: 'Show token' }).click()
  await expect(page.getByText('X-Amz-Signature=').first()).toBeVisible()
  await page.keyboard.press('x')
  await expect(token.search).toBeVisible()
  expect(await page.content()).not.toContain('X-Amz-Signature')
  await page.goBack()
  // A page that is on its way has no content yet.
  const SIGNATURE = 'X-Amz-Signature'
  await expect.poll(() => page.content().catch(() => SIGNATURE)).not.toContain(SIGNATURE)
})

test('production asks for a reason, and what was issued is in Activity without the token', async ({
  page,
}) => {
  const token = new TokenPage(page)
  await token.choose(ordersProd, 'app_readonly', ANALYST)
  await page.getByRole('button', { name: /^Issue \d+-minute token/ }).click()
  await expect(page.getByLabel('Reason or ticket')).toHaveAttribute('aria-invalid', 'true')
  await token.issue('INC-106 asked for')
  const activity = new ActivityPage(page)
  await activity.open()
  await activity.detail('issued a token', 'orders-prod as app_readonly', 'INC-106 asked for')
  expect(await page.content()).not.toContain('X-Amz-Signature')
})
