import { describe, expect, it } from 'vitest'
import { recognise } from './recognise'

const PIECES = [
  'a',
  'a.',
  'a-',
  ' ',
  '\\',
  '\n',
  '"',
  "'",
  '://a:',
  '://a:b@',
  'host:1/?',
  'host:1/?x&',
  '%3A1%2F%3F',
  'DBUser=',
  'Action=connect&',
  'SELECT, ',
  'database "',
  'database is ',
  'hostname ',
  "Host '",
  "Access denied for user '",
  "Access denied for user 'a'@'",
  'invalid integer value "',
  'pg_hba.conf ',
  'rdsauthproxy',
  'HTTP/1.1 403 Forbidden ',
  'unable to load ',
  'failed for role ',
  'for user ',
  'connection request for user ',
  'x=host ',
  '{"host": "',
  'connection to server at "',
  'server on "',
  '-h ',
  '-u',
  '--user=',
  'user=',
  'port=',
  'rds.a.',
  'a.rds.',
  'arn:aws:sts::111122223333:assumed-role/',
  'SQLSTATE[',
  'ERROR 1',
  'ER_',
  'CERT_',
  'cannot be loaded ',
  'mysql_clear_password ',
  'unsupported ',
  'SSO session ',
  'lookup ',
  'a'.repeat(300),
]

describe('hostile texts', () => {
  it.each(PIECES)('%j, as often as fits, is read in well under a second', piece => {
    const text = piece.repeat(Math.ceil(120_000 / piece.length))
    const before = process.cpuUsage()
    recognise(text)
    recognise(`${text}\nPAM authentication failed for user "app"\n${text}`)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(1_500)
  })
})
