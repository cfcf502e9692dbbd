import { expect, it } from 'vitest'
import { shortArns } from './short-arns'

const arn = (id: string) => `"arn:aws:rds-db:us-east-1:111122223333:dbuser:${id}/app_readonly"`

it('keeps the ends that people compare, and names whole', () => {
  expect(shortArns(arn('db-7QK4M2XVN5RJ3HBTLWYC6DZEPA'), 'wildcard-user')).toBe(
    '"arn:aws:rds-db:…:dbuser:db-7QK4M2XV…6DZEPA/app_readonly"',
  )
  expect(shortArns(arn('orders-prod'), 'name-instead-of-id')).toBe(
    '"arn:aws:rds-db:…:dbuser:orders-prod/app_readonly"',
  )
  expect(shortArns(arn('*'), 'wildcard-target')).toContain(':dbuser:*/app_readonly')
})

it('leaves out nothing where the Region or the account is what is wrong', () => {
  const text = arn('db-7QK4M2XVN5RJ3HBTLWYC6DZEPA')
  expect(shortArns(text, 'other-region')).toBe(text)
})
