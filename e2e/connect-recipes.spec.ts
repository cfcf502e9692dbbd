import { alive } from './alive'
import { axeFindings } from './axe'
import { addressOf, TARGETS } from './cast'
import { expect, test } from './fixtures'
import { bash } from './shell'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('the Connect tab hands out every recipe without a token, and its address reproduces the choice', async ({
  page,
}) => {
  await page.goto(`${addressOf(TARGETS.analyticsDw)}/connect`)
  await alive(page)
  const recipes = page.getByRole('region', { name: 'Recipes' })
  for (const label of ['psql', 'URI', 'DBeaver', 'pgAdmin', 'node pg', 'SQLAlchemy', 'JDBC wrapper'])
    await expect(recipes.getByRole('button', { name: new RegExp(`^${label} `) })).toBeVisible()
  await recipes.getByRole('combobox', { name: 'Database user' }).fill('bi_reader')
  await recipes.getByRole('combobox', { name: 'Endpoint' }).selectOption('Reader')
  await recipes.getByRole('button', { name: /node pg/ }).click()
  await expect(recipes.getByRole('region', { name: 'node pg' })).toContainText(
    'Put a token in place of DATABASE_TOKEN',
  )
  await expect(page).toHaveURL(/endpoint=reader&user=bi_reader&recipe=node/)
  await page.reload()
  await expect(recipes.getByRole('region', { name: 'node pg' })).toContainText("user: 'bi_reader'")
  await expect(recipes).toContainText('analytics-dw.cluster-ro-')
  await expect(page.getByText('is not recorded in Activity')).toBeVisible()
  expect(await axeFindings(page)).toEqual([])

  await recipes.getByRole('button', { name: /psql command/ }).click()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).toContain('$(aws rds generate-db-auth-token --hostname analytics-dw.cluster-ro-')
  const asked = await bash(`aws() { printf '<%s>' "$@"; }; psql() { printf '%s' "$PGPASSWORD"; }; ${command}`)
  expect(asked.stdout).toMatch(/<--region><us-east-1><--username><bi_reader>$/)
})
