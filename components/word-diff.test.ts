import { describe, expect, it } from 'vitest'
import { changedWords, type Span } from './word-diff'

const parts = (text: string, spans: Span[]) => spans.map(({ from, to }) => text.slice(from, to))

function changed(before: string, after: string) {
  const spans = changedWords(before, after)
  return [parts(before, spans.before), parts(after, spans.after)]
}

describe('changedWords', () => {
  it('marks an id as a whole, and nothing around it', () => {
    expect(
      changed('"arn:aws:rds-db:…:dbuser:orders-prod/app"', '"arn:aws:rds-db:…:dbuser:db-7QK4…ZEPA/app"'),
    ).toEqual([['orders-prod'], ['db-7QK4…ZEPA']])
  })

  it('marks a wildcard that names replace', () => {
    expect(changed('"dbuser:db-A/*",', '"dbuser:db-A/app",')).toEqual([['*'], ['app']])
  })

  it('marks only what came, where nothing went', () => {
    expect(changed('"Action": "rds:connect"', '"Action": "rds-db:connect"')).toEqual([['rds'], ['rds-db']])
    expect(changed('"a": "b"', '"a": "b", "c": 1')).toEqual([[], [', "c": 1']])
  })

  it('finds nothing in equal texts, and marks nothing in a line that is another line', () => {
    expect(changed('"Version": "2012-10-17"', '"Version": "2012-10-17"')).toEqual([[], []])
    expect(changed('"Effect": "Allow"', '{}')).toEqual([[], []])
    expect(changed('first', 'second')).toEqual([[], []])
  })

  it('keeps places exact beside characters of two units', () => {
    expect(changed('"🔑 name:old/x"', '"🔑 name:new/x"')).toEqual([['old'], ['new']])
  })

  it('does not lose itself in a very long line', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `w${index}`).join(' ')
    expect(changed(long, `${long} more`)).toEqual([[], []])
  })
})
