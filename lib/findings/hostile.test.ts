import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  allow,
  holding,
  sampleInventory,
  samplePolicy,
  sampleRole,
} from '@/lib/access/testing/sample-inventory'
import { findAll } from './find-all'

const CONNECT = '"Effect": "Allow", "Action": "rds-db:connect"'
const DOCUMENTS: [string, string][] = [
  ['nothing at all', ''],
  ['a number', '42'],
  ['an empty list of statements', '{"Version":"2012-10-17","Statement":[]}'],
  ['statements that are no objects', '{"Version":"2012-10-17","Statement":["Allow", null, 7]}'],
  ['an element given twice', `{"Version":"2012-10-17","Statement":[{${CONNECT},${CONNECT},"Resource":"*"}]}`],
  ['a number for a Version', `{"Version":20121017,"Statement":[{${CONNECT},"Resource":"*"}]}`],
  ['no Resource', `{"Version":"2012-10-17","Statement":[{${CONNECT}}]}`],
  ['an empty Resource', `{"Version":"2012-10-17","Statement":[{${CONNECT},"Resource":[]}]}`],
  [
    'halves of ARNs',
    `{"Version":"2012-10-17","Statement":[{${CONNECT},"Resource":["arn","arn:","arn:aws:rds-db","::::::","dbuser:/"]}]}`,
  ],
  [
    'an id that is empty',
    `{"Version":"2012-10-17","Statement":[{${CONNECT},"Resource":"arn:aws:rds-db:us-east-1:111122223333:dbuser:/app"}]}`,
  ],
  [
    'an open variable',
    `{"Version":"2012-10-17","Statement":[{${CONNECT},"Resource":"arn:aws:rds-db:us-east-1:111122223333:dbuser:\${/\${}"}]}`,
  ],
  [
    'a condition of the wrong shape',
    `{"Version":"2012-10-17","Statement":[{${CONNECT},"Resource":"*","Condition":[1]}]}`,
  ],
  [
    'nothing but stars',
    `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${'*'.repeat(500)}","Resource":"${'*?'.repeat(500)}"}]}`,
  ],
  ['deep nesting', `{"Version":"2012-10-17","Statement":${'['.repeat(5000)}${']'.repeat(5000)}}`],
]

describe('whatever a policy holds', () => {
  it.each(DOCUMENTS)('every rule can be asked: %s', (_, text) => {
    const sound = sampleRole('sound', [allow('app')])
    const policies = [samplePolicy('odd', text), samplePolicy('odd-limit', text)]
    const cast = [holding(sound, ...policies)]
    const inventory = sampleInventory({ cast })
    for (const principal of inventory.principals) principal.trustText = text
    const found = findAll(compileAccess(inventory), { now: new Date('2026-11-23T12:00:00Z') })
    expect(found.filter(({ rule }) => rule === 'could-not-be-checked')).toEqual([])
    expect(() => JSON.stringify(found)).not.toThrow()
  })
})
