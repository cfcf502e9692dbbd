import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import packageJson from '@/package.json'
import { lockFile, noticeOf } from './notice.js'
import { inProject } from './project.js'

const notice = readFileSync(inProject('NOTICE'), 'utf8')

it('NOTICE names every package that is installed to run Gatehouse (after a change: node lib/launch/notice.js)', () => {
  expect(notice).toBe(noticeOf(lockFile()))
  for (const name of Object.keys(packageJson.dependencies)) expect(notice).toContain(`\n  ${name}\n`)
})

it('every licence in it is known, and none of them is GPL or AGPL', () => {
  expect(notice).not.toMatch(/^(unknown|UNLICENSED|A?GPL.*)$/m)
})

it('leaves out what is only needed to work on Gatehouse, and folds builds of one package', () => {
  const packages = {
    '': {},
    'node_modules/vitest': { dev: true, license: 'MIT' },
    'node_modules/@esbuild/linux-x64': { license: 'MIT' },
    'node_modules/@esbuild/darwin-arm64': { license: 'MIT' },
    'node_modules/a/node_modules/b': { license: 'ISC' },
  }
  expect(noticeOf({ packages }).endsWith('ISC\n\n  b\n\nMIT\n\n  @esbuild/*\n')).toBe(true)
})
