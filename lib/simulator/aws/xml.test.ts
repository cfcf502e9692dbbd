import { parseXML } from '@aws-sdk/xml-builder'
import { describe, expect, it } from 'vitest'
import { element, list, members } from '@/lib/simulator/aws/xml'

describe('XML answers', () => {
  it('leave out what is not there and keep what is empty', () => {
    expect(element('A', { B: null, C: undefined, D: '', E: 0, F: false })).toBe(
      '<A><D/><E>0</E><F>false</F></A>',
    )
    expect(element('A', members([]))).toBe('<A/>')
  })

  it('name the items of a list', () => {
    expect(element('Tags', list('Tag', [{ Key: 'a' }, { Key: 'b' }]))).toBe(
      '<Tags><Tag><Key>a</Key></Tag><Tag><Key>b</Key></Tag></Tags>',
    )
  })

  it('bring every character through the parser of the SDK unchanged', () => {
    const text = '<a href="x">&amp; \r\n\t\u0085 é 漢 \u{1F512} ]]></a>'
    expect(parseXML(element('A', text))).toEqual({ A: text })
  })

  it('write control characters as references', () => {
    expect(element('A', 'a\u0000b\u001fc\rd')).toBe('<A>a&#x0;b&#x1F;c&#xD;d</A>')
  })

  it('write times as AWS does', () => {
    expect(element('At', new Date('2026-11-23T12:00:00Z'))).toBe('<At>2026-11-23T12:00:00.000Z</At>')
  })
})
