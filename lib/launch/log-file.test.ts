import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { logTo } from './log-file.js'

const folder = () => join(mkdtempSync(join(tmpdir(), 'gatehouse-log-')), 'data')

it('writes what it is given at the end, in a file for its owner alone', () => {
  const data = folder()
  logTo(data)('one\n')
  logTo(data)('two\n')
  const file = join(data, 'dashboard.log')
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

it('never keeps more than a full file and the one before, and loses no line of these', () => {
  const data = folder()
  const write = logTo(data, 100)
  for (let line = 0; line < 100; line += 1) write(`line ${String(line).padStart(4)}\n`)
  expect(readdirSync(data).toSorted()).toEqual(['dashboard.log', 'dashboard.log.1'])
  const kept = ['dashboard.log.1', 'dashboard.log'].map(name => readFileSync(join(data, name), 'utf8'))
  expect(kept.every(text => text.length <= 100)).toBe(true)
  const lines = kept.join('').trim().split('\n')
  expect(lines.at(-1)).toBe('line   99')
  expect(lines).toEqual(lines.map((_line, at) => `line ${String(100 - lines.length + at).padStart(4)}`))
})
