import { describe, expect, it } from 'vitest'
import { briefTokens, codeLines, replacedTokens, tokenizeJson } from './json-lines'

describe('tokenizeJson', () => {
  it('tells keys from strings, and keeps every character', () => {
    const line = '  "Bool": { "aws:MultiFactorAuthPresent": "true", "n": 12 },'
    const tokens = tokenizeJson(line)
    expect(tokens.map(token => token.text).join('')).toBe(line)
    expect(tokens.filter(token => token.kind !== 'plain')).toEqual([
      { kind: 'key', text: '"Bool"' },
      { kind: 'key', text: '"aws:MultiFactorAuthPresent"' },
      { kind: 'string', text: '"true"' },
      { kind: 'key', text: '"n"' },
      { kind: 'number', text: '12' },
    ])
  })
  it('shows broken JSON as it is', () => {
    for (const line of ['"unclosed', '{,,}', 'Effect: Allow', '"a\\"b"'])
      expect(
        tokenizeJson(line)
          .map(token => token.text)
          .join(''),
      ).toBe(line)
  })
})

describe('codeLines', () => {
  const shape = (text: string, before: string) =>
    codeLines(text, before).map(line => [
      line.change,
      line.number,
      line.tokens.map(token => token.text).join(''),
    ])
  it('puts removed lines where they were and numbers the new text', () => {
    expect(shape('{\n  "a",\n  "c"\n}', '{\n  "b",\n  "c"\n}')).toEqual([
      ['same', 1, '{'],
      ['removed', null, '  "b",'],
      ['added', 2, '  "a",'],
      ['same', 3, '  "c"'],
      ['same', 4, '}'],
    ])
  })
  it('marks the words that went and came, over several lines too', () => {
    const words = (change: string) =>
      codeLines('[\n  "dbuser:db-A/app",\n  "dbuser:db-A/bi"\n]', '[\n  "dbuser:db-A/*"\n]')
        .filter(line => line.change === change)
        .map(line => line.tokens.flatMap(token => (token.changed ? [token.text] : [])).join('|'))
    expect(words('removed')).toEqual(['*'])
    expect(words('added').join()).toContain('app')
    expect(words('added').join()).toContain('bi')
  })
  it('keeps every character of a line with marked words', () => {
    const before = '  "Resource": "arn:aws:rds-db:x:1:dbuser:orders/app",'
    const after = '  "Resource": "arn:aws:rds-db:x:1:dbuser:db-A1/app",'
    const texts = codeLines(after, before).map(line => line.tokens.map(token => token.text).join(''))
    expect(texts).toEqual([before, after])
  })
  it('tells the wrong word of a text by what stands right instead', () => {
    const tokens = replacedTokens('{\n  "a": "rds:connect"\n}', '{\n  "a": "rds-db:connect"\n}').get(2)
    expect(tokens?.filter(token => token.changed)).toEqual([{ kind: 'string', text: 'rds', changed: true }])
  })
  it('leaves no line of a document that goes, and takes none from one that comes', () => {
    expect(codeLines('', '{\n}').map(({ change }) => change)).toEqual(['removed', 'removed'])
    expect(codeLines('{\n}', '').map(({ change }) => change)).toEqual(['added', 'added'])
  })
  it('has no changes between equal texts', () => {
    expect(codeLines('{\n}', '{\n}').every(line => line.change === 'same')).toBe(true)
  })
})

describe('briefTokens', () => {
  const brief = (line: string) => briefTokens(tokenizeJson(line))
  it('leaves out the middle of a connect ARN, and holds the whole of it', () => {
    const arn = '"arn:aws:rds-db:us-east-1:111122223333:dbuser:db-7QK4M2XVN5RJ3HBTLWYC6DZEPA/app_*"'
    expect(brief(`"Resource": ${arn}`).at(-1)).toEqual({
      kind: 'string',
      text: '"…:dbuser:db-7QK4…ZEPA/app_*"',
      whole: arn,
    })
  })
  it.each([
    '"arn:aws:rds-db:*:111122223333:dbuser:db-7QK4M2XVN5RJ3HBTLWYC6DZEPA/app"',
    '"arn:aws:rds-db:us-east-1:*:dbuser:*/app"',
    '"arn:aws:rds-db:us-east-1:111122223333:dbuser:db-7QK4M2XV*C6DZEPA/app"',
    '"arn:aws:rds:us-east-1:111122223333:db:orders-prod"',
  ])('shows %s as it is', line => {
    expect(brief(line).map(({ text, whole }) => [text, whole])).toEqual([[line, undefined]])
  })
})
