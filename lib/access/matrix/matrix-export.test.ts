import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import {
  AT,
  allow,
  MFA,
  sampleInventory,
  sampleRole,
  sampleTarget,
} from '@/lib/access/testing/sample-inventory'
import { buildMatrix } from './matrix'
import { matrixCsv, matrixJson } from './matrix-export'

const target = sampleTarget()
const caveat = {
  id: 'c',
  scope: 'organization',
  subject: 'SCPs',
  message: 'SCPs, all of them, were not read.',
  answer: null,
  missingAction: null,
  at: AT,
} as const
const inventory = sampleInventory({
  cast: [
    sampleRole('one', [allow('=cmd|calc'), allow('app', target, MFA)]),
    sampleRole('two', [allow('=cmd|calc'), allow('app', target, MFA)]),
  ],
  caveats: [caveat],
})
const matrix = buildMatrix(compileAccess(inventory), target)

describe('matrixCsv', () => {
  const lines = matrixCsv(matrix, target).split('\r\n')

  it('never lets a name run as a formula', () => {
    expect(lines.some(line => line.includes('"\'=cmd|calc"'))).toBe(true)
    expect(lines.every(line => !/(^|,)"?[=@+]/.test(line))).toBe(true)
  })

  it('says how old it is, that the database was not read, and every caveat', () => {
    expect(lines).toContain(`As of,${AT}`)
    expect(lines).toContain('Database not read: verdicts stand on IAM and the switch')
    expect(lines).toContain(`Caveat,SCPs,"SCPs, all of them, were not read.",${AT}`)
  })

  it('has a line for every principal of a folded row', () => {
    expect(matrix.rows).toHaveLength(1)
    expect(lines.filter(line => line.startsWith('arn:aws:iam'))).toHaveLength(2)
    expect(lines.find(line => line.includes('role/one'))).toContain('Conditional (MFA)')
  })
})

describe('matrixJson', () => {
  it('is JSON with the same cells, age and caveats', () => {
    const copy = JSON.parse(JSON.stringify(matrixJson(matrix, target)))
    expect(copy.rows[1].cells.app).toEqual({ verdict: 'conditional', condition: 'mfa' })
    expect(copy).toMatchObject({ asOf: AT, caveats: [caveat], target: { resourceId: 'db-ORDERS' } })
  })
})
