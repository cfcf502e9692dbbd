import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sealedText } from './sealed-text'

const hashed = (text: string) => createHash('sha256').update(text).digest('hex')

/** What the command under the text does: all lines before the one that names the hash. */
function aboveOf(sealed: string): string {
  const [, start = ''] = /sed '\/\^(.+)\/,\$d'/.exec(sealed) ?? []
  expect(start).not.toBe('')
  const lines = sealed.split('\n')
  return lines
    .slice(
      0,
      lines.findIndex(line => line.startsWith(start)),
    )
    .map(line => `${line}\n`)
    .join('')
}
const saidIn = (sealed: string) => /: ([0-9a-f]{64})$/m.exec(sealed)?.[1]

describe('sealedText', () => {
  it.each([['one line'], ['ends\nwith a line\n'], ['Zürich → “orders”\n\n  indented\n']])(
    'keeps the text and names the hash that the command under it finds: %j',
    async text => {
      const sealed = await sealedText(text)
      expect(sealed.startsWith(text)).toBe(true)
      expect(saidIn(sealed)).toBe(hashed(aboveOf(sealed)))
    },
  )

  it('names another hash once a letter above it differs', async () => {
    const sealed = await sealedText('role/ops can connect\n')
    expect(saidIn(sealed)).not.toBe(hashed(aboveOf(sealed.replace('can connect', 'cannot connect'))))
  })
})
