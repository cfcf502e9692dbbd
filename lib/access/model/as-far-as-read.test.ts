import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import { buildMatrix } from '@/lib/access/matrix/matrix'
import { matrixCsv, matrixJson } from '@/lib/access/matrix/matrix-export'
import { planSwitch } from '@/lib/access/switch/iam-auth'
import {
  allow,
  type Cast,
  databaseUser,
  MFA,
  sampleInventory,
  sampleRole,
  sampleScan,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import {
  asRead,
  countWords,
  isAsFarAsRead,
  organizationWords,
  someAsFarAsRead,
  verdictWords,
} from './as-far-as-read'
import { VERDICTS } from './verdict'

const target = sampleTarget()
const scans = [sampleScan(target, [databaseUser('app'), databaseUser('mfa')])]

function unread(cast: Cast): Cast {
  const { principal } = cast
  const policies = { ...principal.policies, serviceControl: { state: 'unread' } as const }
  return { ...cast, principal: { ...principal, policies } }
}

const api = sampleRole('api', [allow('app'), allow('mfa', target, MFA)])
const access = compileAccess(sampleInventory({ targets: [target], cast: [unread(api)], scans }))
const known = compileAccess(sampleInventory({ targets: [target], cast: [api], scans }))
const { arn } = api.principal

describe('while organisation policies are unread', () => {
  it.each([
    ['app', 'Can connect, as far as read: organisation policies are unread.'],
    ['mfa', 'Only if the session was signed in with MFA, as far as read: organisation policies are unread.'],
  ])('the sentence of %s promises no more than was read', (user, sentence) => {
    const cell = explainCell(access, target, arn, user)
    expect(cell.sentence).toBe(sentence)
    expect(cell.detail).toContain('Nothing that was read denies it.')
    expect(cell.path.find(({ id }) => id === 'organization')?.outcome).toBe('unknown')
    expect(`${cell.sentence} ${cell.detail}`).not.toMatch(/\bnow\b|Nothing denies it/)
  })

  it('a grant that sleeps is allowed as far as read', () => {
    const off = { ...target, ...switchedOff }
    const { sentence, detail } = explainCell(
      compileAccess(sampleInventory({ targets: [off], cast: [unread(api)] })),
      off,
      arn,
      'app',
    )
    expect(sentence).toBe('Dormant: IAM authentication is off on orders-prod.')
    expect(detail).toContain('Nothing that was read denies it.')
  })

  it('where they are read or none apply, nothing is taken back', () => {
    const cell = explainCell(known, target, arn, 'app')
    expect(cell).toMatchObject({ sentence: 'Can connect now.', asFarAsRead: false })
    expect(cell.detail).toBe('One statement allows it. Nothing denies it.')
  })

  it('a no stays as certain as it was', () => {
    for (const verdict of VERDICTS)
      expect(verdictWords(verdict, true) === verdictWords(verdict, false)).toBe(
        verdict !== 'canConnect' && verdict !== 'conditional',
      )
    expect(countWords('12', true)).toBe('12 can connect, as far as read')
    expect(asRead('It reaches 2.', false)).toBe('It reaches 2.')
  })

  it('every line of the exported matrix says so, in words that a reader of files knows', () => {
    const matrix = buildMatrix(access, target)
    const csv = matrixCsv(matrix, target)
    expect(csv).toContain('"Can connect, as far as read"')
    expect(csv).toContain('"Conditional, as far as read (MFA)"')
    expect(csv).toContain('As far as read: organisation policies are unread.')
    expect(csv).toMatch(/role\/api,people,role,2,organisation policies are unread,/)
    expect(matrixJson(matrix, target).rows[0]).toMatchObject({
      organizationPolicies: 'organisation policies are unread',
    })
    expect(matrixCsv(buildMatrix(known, target), target)).not.toContain('as far as read')
  })

  it('rows of an account where some are exempt are never folded with those that are not', () => {
    const linked = sampleRole('linked', [allow('app'), allow('mfa', target, MFA)])
    const cast = [unread(api), linked, unread(sampleRole('twin', [allow('app'), allow('mfa', target, MFA)]))]
    const both = compileAccess(sampleInventory({ targets: [target], cast, scans }))
    const rows = buildMatrix(both, target).rows.map(row => [row.principals.length, row.asFarAsRead])
    expect(rows).toEqual([
      [2, true],
      [1, false],
    ])
    expect(someAsFarAsRead(both.inventory)).toBe(true)
    expect(cast.map(({ principal }) => isAsFarAsRead(principal))).toEqual([true, false, true])
    expect(organizationWords(linked.principal)).toBe('none apply')
  })

  it('what a switch wakes opens as far as read', () => {
    const off = { ...target, ...switchedOff }
    const account = compileAccess(sampleInventory({ targets: [off], cast: [unread(api)] }))
    const plan = planSwitch({ target: off, desired: 'on', access: account, now: new Date(0) })
    expect(plan.effect.length).toBeGreaterThan(0)
    expect(plan.effect.every(({ asFarAsRead }) => asFarAsRead)).toBe(true)
  })
})

const root = path.resolve(import.meta.dirname, '../../..')
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
const screens = ['app', 'components'].flatMap(folder =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map(name => path.join(folder, name)),
)

describe('no screen has words of its own for a yes', () => {
  const SPELLED = [
    /as far as read/i,
    /organisation policies are (un|not )read/i,
    /can connect now/i,
    /nothing (that was read )?denies/i,
    /\bVERDICT_WORDS\b/,
    />\s*can connect\s*</i,
  ]
  it.each(SPELLED)('%s stands in lib/access alone', pattern => {
    expect(screens.length).toBeGreaterThan(200)
    const spelled = screens.filter(file =>
      pattern.test(withoutComments(readFileSync(path.join(root, file), 'utf8'))),
    )
    expect(spelled).toEqual([])
  })
})
