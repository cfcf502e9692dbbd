import { expect, it } from 'vitest'
import { lastWords } from './last-words.js'

const line = (level: string, msg: string, fields = {}) => JSON.stringify({ level, msg, ...fields })

it('says what failed and why in sentences, without JSON and without a stack', () => {
  const text = [
    '"level":"info","msg":"cut in the middle"}',
    line('info', 'starting'),
    line('fatal', 'GATEHOUSE_REGIONS: "eu-wst-1" is not a region. Did you mean eu-west-1?'),
    line('error', 'the records', { err: { message: 'connect ECONNREFUSED', stack: 'Error: x\n    at y' } }),
  ].join('\n')
  expect(lastWords(text)).toBe(
    'GATEHOUSE_REGIONS: "eu-wst-1" is not a region. Did you mean eu-west-1?\nthe records: connect ECONNREFUSED',
  )
})

it('says the last of what was said where nothing tells of a failure', () => {
  expect(lastWords(`${line('info', 'starting')}\n`)).toBe('starting')
  expect(lastWords('node: bad option: --x\n    at Module._load (node:internal)\n')).toBe(
    'node: bad option: --x',
  )
  expect(lastWords('')).toBe('')
})
