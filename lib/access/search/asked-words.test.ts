import { expect, it } from 'vitest'
import { askedArn } from './asked-arn'
import { asked } from './asked-words'

it.each([
  ['turn off billing', 'turnOff', 'billing', null],
  ['turn billing off', 'turnOff', 'billing', null],
  ['Turn on IAM auth on Ledger', 'turnOn', 'Ledger', null],
  ['disable iam authentication for orders', 'turnOff', 'orders', null],
  ['who can', 'who', '', null],
  ['who can connect to orders as admin?', 'who', 'orders', 'admin'],
  ['who has access to orders', 'who', 'orders', null],
  ['issue token orders', 'token', 'orders', null],
  ['new token for orders as app', 'token', 'orders', 'app'],
  ['connect to orders', 'token', 'orders', null],
  ['revoke ana', 'remove', 'ana', null],
  ['remove access of ana from orders', 'remove', 'ana from orders', null],
  ['grant ana on orders', 'grant', 'ana on orders', null],
  ['doctor orders', 'doctor', 'orders', null],
  ['why can’t I connect to orders', 'doctor', 'orders', null],
  ['what can ana reach', 'reach', 'ana', null],
  ['can ana connect to orders', 'reach', 'ana to orders', null],
  ['orders as app', null, 'orders', 'app'],
] as const)('%s', (text, verb, term, as) => {
  expect(asked(text)).toEqual({ verb, term, as })
})

it.each(['token-service', 'grant-archive', 'doctor-api', 'role/oncall-sre', 'removed', 'psql-15', 'whois'])(
  '%s is a name, whatever verb it begins with',
  text => {
    expect(asked(text)).toEqual({ verb: null, term: text, as: null })
  },
)

it.each([
  ['arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ABC/app', 'target', 'db-ABC', 'app'],
  ['arn:aws-cn:rds-db:cn-north-1:111122223333:dbuser:db-ABC/*', 'target', 'db-ABC', null],
  ['arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ABC', 'target', 'db-ABC', null],
  ['arn:aws:rds:us-east-1:111122223333:cluster:dw', 'target', 'dw', null],
  ['arn:aws:rds:us-east-1:111122223333:db-proxy:prx-1', 'target', 'prx-1', null],
  ['User: arn:aws:sts::111122223333:assumed-role/oncall/ana is not authorized', 'principal', 'oncall', null],
  ['arn:aws:iam::111122223333:role/team/oncall', 'principal', 'oncall', null],
  ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'policy', 'ReadOnlyAccess', null],
])('%s names a %s', (text, kind, name, databaseUser) => {
  expect(askedArn(text)).toMatchObject({ kind, name, databaseUser })
})

it('what is no ARN names nothing', () => {
  expect(askedArn('orders-prod')).toBeNull()
  expect(askedArn('arn:aws')).toBeNull()
})
