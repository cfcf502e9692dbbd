import { expect, it } from 'vitest'
import { tagged } from './messages'
import { statementsIn } from './statements-in'

const query = (sql: string) => tagged('Q', Buffer.from(`${sql}\0`))

it('finds each statement once, however its bytes arrive', () => {
  const said = Buffer.concat([tagged('p', Buffer.from('x\0')), query('begin'), query("select 'é'")])
  const find = statementsIn()
  expect([...said].flatMap(byte => find(Buffer.from([byte])))).toEqual(['begin', "select 'é'"])
  expect(statementsIn()(said)).toEqual(['begin', "select 'é'"])
})

it('keeps nothing of a message of four gigabytes', () => {
  const find = statementsIn()
  expect(find(Buffer.from([0x64, 255, 255, 255, 255]))).toEqual([])
  expect(find(query('begin'))).toEqual([])
})
