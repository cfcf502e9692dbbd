import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/compile-access'
import { allow, sampleInventory, sampleRole, sampleTarget } from '@/lib/access/sample-inventory'
import { findAll } from './find-all'
import { findingRow, findingsCsv } from './findings-csv'
import { RULES } from './rules'
import { findingsSarif } from './sarif'

const asOf = '2026-11-23T12:00:00.000Z'
const cast = [sampleRole('=by,name', [allow('app', sampleTarget({ resourceId: 'orders-prod' }))])]
const plain = sampleTarget({ name: 'plain', resourceId: 'db-PLAIN', tlsEnforced: false })
const inventory = sampleInventory({ targets: [sampleTarget(), plain], cast })
const findings = findAll(compileAccess(inventory), { now: new Date(asOf) })

interface Sarif {
  version: string
  runs: {
    tool: { driver: { name: string; rules: { id: string; helpUri: string }[] } }
    results: {
      ruleId: string
      ruleIndex: number
      level: string
      message: { text: string }
      locations: { physicalLocation: { artifactLocation: { uri: string }; region: { startLine: number } } }[]
      partialFingerprints: Record<string, string>
    }[]
  }[]
}

describe('SARIF', () => {
  const sarif = JSON.parse(findingsSarif(findings, { version: '1.0.0', asOf })) as Sarif
  const [run] = sarif.runs

  it('lists every rule, and points from each result to its own', () => {
    expect(sarif.version).toBe('2.1.0')
    expect(run?.tool.driver.rules.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id))
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId)
  })

  it('places a result at the marked line of its policy', () => {
    const named = run?.results.find(({ ruleId }) => ruleId === 'name-instead-of-id')
    const [finding] = findings.filter(({ rule }) => rule === 'name-instead-of-id')
    const lines = finding?.evidence.kind === 'policy' ? finding.evidence.markedLines : []
    expect(named?.level).toBe('error')
    expect(named?.locations[0]?.physicalLocation.region.startLine).toBe(lines[0])
    expect(named?.partialFingerprints).toEqual({ 'finding/v1': finding?.id })
  })

  it('writes locations that are relative references', () => {
    for (const { locations } of run?.results ?? []) {
      const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? ''
      expect(new URL(uri, 'https://example.org/').host).toBe('example.org')
      expect(uri).not.toContain('#')
    }
  })
})

describe('CSV', () => {
  const lines = findingsCsv(findings, { asOf }).split('\r\n')

  it('says how old the reading is and has one line for each finding', () => {
    expect(lines[0]).toBe(`As of,${asOf}`)
    expect(lines).toHaveLength(findings.length + 3)
    for (const finding of findings) expect(findingRow(finding)).toHaveLength(lines[1]?.split(',').length ?? 0)
  })

  it('keeps a name that reads as a formula as text', () => {
    const cells = lines.find(line => line.includes('name-instead-of-id')) ?? ''
    expect(cells).toContain(`"'=by,name-access"`)
  })
})
