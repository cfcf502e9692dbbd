import { describe, expect, it } from 'vitest'
import { type DocumentEdit, editDocument } from './edit-document'

const PRETTY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "One",
      "Effect": "Allow",
      "Action": "rds-db:connect",
      "Resource": [
        "arn:a",
        "arn:b"
      ]
    },
    {
      "Effect": "Allow",
      "Action": "rds-db:connect",
      "Resource": "arn:c",
      "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } }
    }
  ]
}
`
const COMPACT =
  '{"Version":"2008-10-17","Statement":{"Effect":"Allow","NotAction":["iam:*"],"Resource":"arn:\\u0061"}}'

const replace = (statement: number, entry: string, ...by: string[]): DocumentEdit => ({
  kind: 'replaceEntry',
  statement,
  element: 'Resource',
  entry,
  by,
})

describe('editDocument', () => {
  it.each<[string, string, DocumentEdit[], string]>([
    ['replaces one entry in place', PRETTY, [replace(0, 'arn:b', 'arn:x')], PRETTY.replace('arn:b', 'arn:x')],
    [
      'puts several entries one a line, as the list has them',
      PRETTY,
      [replace(0, 'arn:a', 'arn:x', 'arn:y')],
      PRETTY.replace('"arn:a"', '"arn:x",\n        "arn:y"'),
    ],
    [
      'makes a list of a single entry, indented with the line',
      PRETTY,
      [replace(1, 'arn:c', 'arn:x', 'arn:y')],
      PRETTY.replace('"arn:c"', '[\n        "arn:x",\n        "arn:y"\n      ]'),
    ],
    [
      'takes an entry out with its comma',
      PRETTY,
      [{ kind: 'removeEntry', statement: 0, element: 'Resource', entry: 'arn:a' }],
      PRETTY.replace('"arn:a",\n        ', ''),
    ],
    [
      'takes the last entry out with the comma before it',
      PRETTY,
      [{ kind: 'removeEntry', statement: 0, element: 'Resource', entry: 'arn:b' }],
      PRETTY.replace(',\n        "arn:b"', ''),
    ],
    [
      'takes the condition out',
      PRETTY,
      [{ kind: 'removeMember', statement: 1, member: 'Condition' }],
      PRETTY.replace(/,\n\s+"Condition".*/, ''),
    ],
    [
      'sets the version of a text on one line',
      COMPACT,
      [{ kind: 'setVersion', version: '2012-10-17' }],
      COMPACT.replace('2008', '2012'),
    ],
    [
      'adds to a list, of a statement without brackets',
      COMPACT,
      [{ kind: 'addEntry', statement: 0, element: 'NotAction', entry: 'rds-db:*' }],
      COMPACT.replace('"iam:*"', '"iam:*", "rds-db:*"'),
    ],
    [
      'finds an entry that is written with an escape',
      COMPACT,
      [replace(0, 'arn:a', 'x')],
      COMPACT.replace('arn:\\u0061', 'x'),
    ],
    [
      'counts statements before any of them goes',
      PRETTY,
      [{ kind: 'removeStatement', statement: 0 }, replace(1, 'arn:c', 'arn:x')],
      PRETTY.replace(/\{\n\s+"Sid"[^}]*\},\s+/, '').replace('arn:c', 'arn:x'),
    ],
  ])('%s', (_, text, edits, expected) => {
    expect(editDocument(text, edits)).toBe(expected)
  })

  it('adds a version where there is none', () => {
    expect(editDocument('{ "Statement": [] }', [{ kind: 'setVersion', version: '2012-10-17' }])).toBe(
      '{ "Version": "2012-10-17", "Statement": [] }',
    )
  })

  it('says that nothing would be left', () => {
    const all: DocumentEdit[] = [0, 1].map(statement => ({ kind: 'removeStatement', statement }))
    expect(editDocument(PRETTY, all)).toBe('empty')
    expect(editDocument(COMPACT, [{ kind: 'removeStatement', statement: 0 }])).toBe('empty')
  })

  it.each<[string, string, DocumentEdit]>([
    ['a text that is no JSON', '{ "Statement": [ }', replace(0, 'arn:a', 'x')],
    ['a name given twice', '{"Statement":[],"Statement":[]}', { kind: 'setVersion', version: '2012-10-17' }],
    ['an entry that is not there', PRETTY, replace(0, 'arn:z', 'x')],
    ['a statement that is not there', PRETTY, replace(7, 'arn:a', 'x')],
    [
      'the only entry of a statement',
      PRETTY,
      { kind: 'removeEntry', statement: 1, element: 'Resource', entry: 'arn:c' },
    ],
  ])('refuses %s', (_, text, edit) => {
    expect(editDocument(text, [edit])).toBeNull()
  })
})
