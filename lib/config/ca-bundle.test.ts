import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareCaFile } from '@/lib/config/ca-bundle'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-ca-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the CA file', () => {
  it('holds the RDS roots that are still valid, and only those', () => {
    const text = readFileSync(prepareCaFile(null, join(folder, 'data')), 'utf8')
    const certificates = text.split(/(?=-----BEGIN)/).map(pem => new X509Certificate(pem))
    expect(certificates.length).toBeGreaterThan(50)
    expect(certificates.every(({ validTo }) => new Date(validTo) > new Date())).toBe(true)
    expect(certificates.some(({ subject }) => subject.includes('Amazon RDS eu-west-1 Root CA'))).toBe(true)
  })

  it('says which folder could not be written, and what to set', () => {
    expect(() => prepareCaFile(null, '/dev/null/data')).toThrow(
      /data folder \/dev\/null\/data\..*GATEHOUSE_CA_FILE/,
    )
  })

  it('is the given one where one is given, and its absence is said', () => {
    expect(() => prepareCaFile(join(folder, 'nothing.pem'), folder)).toThrow(
      /GATEHOUSE_CA_FILE: there is no file/,
    )
  })
})
