import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { auditZip } from './audit-zip'

const csv = 'name,région\r\n"Zürich, 1",eu-central-2\r\n'
const about = { asOf: '2026-11-18T14:02:11.000Z', notRead: [{ subject: 'eu-west-1' }] }
const asked = { by: 'mira.okafor', at: '2026-11-18T14:05:00.000Z', account: '111122223333' }
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

it('holds the CSV byte for byte, who asked, when and what was not read, and the sum of both as shasum -c reads it', () => {
  const files = unzipSync(auditZip('orders größe.csv', csv, about, asked))
  const { SHA256SUMS = new Uint8Array(), ...summed } = files
  expect(Object.keys(summed)).toEqual(['orders größe.csv', 'about.json'])
  expect(files['orders größe.csv']).toEqual(new TextEncoder().encode(csv))
  expect(JSON.parse(strFromU8(files['about.json'] ?? SHA256SUMS))).toMatchObject({ ...about, asked })
  const lines = Object.entries(summed).map(([name, bytes]) => `${hashOf(bytes)}  ${name}\n`)
  expect(strFromU8(SHA256SUMS)).toBe(lines.join(''))
})
