import { describe, expect, it } from 'vitest'
import { Documents } from '@/lib/aws/iam-documents'
import { roleContext, userContext } from '@/lib/aws/principal-context'

const trust = (action: unknown) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: action }] })
const role = (trustText: string) =>
  roleContext({ arn: 'arn:aws:iam::1:role/x', accountId: '1', tags: { team: 'data' }, trustText })

describe('the tags of a role', () => {
  it('are known where no session can bring tags of its own', () => {
    expect(role(trust('sts:AssumeRole')).context['aws:PrincipalTag/team']).toBe('data')
    expect(role(trust(['sts:AssumeRole', 'sts:SetSourceIdentity'])).context['aws:PrincipalTag/team']).toBe(
      'data',
    )
  })

  it.each([
    trust('sts:TagSession'),
    trust(['sts:AssumeRole', 'STS:tagsession']),
    trust('sts:*'),
    trust('*'),
    'not JSON',
  ])('prove nothing where a session may override them: %s', trustText =>
    expect(role(trustText).context).not.toHaveProperty('aws:PrincipalTag/team'),
  )

  it('come without a user name: the key is absent, not unknown', () => {
    expect(role(trust('sts:AssumeRole')).absentKeys).toEqual(['aws:username'])
  })
})

it('a user’s name, id and tags are known', () => {
  const { context } = userContext({
    arn: 'a',
    name: 'ana',
    uniqueId: 'AIDA1',
    accountId: '1',
    tags: { team: 'x' },
  })
  expect(context).toMatchObject({
    'aws:username': 'ana',
    'aws:userid': 'AIDA1',
    'aws:PrincipalTag/team': 'x',
  })
})

describe('documents', () => {
  it('are decoded once for each distinct text', () => {
    const documents = new Documents('2026-11-23T14:00:00.000Z')
    expect(documents.decode('%7B%22a%22%3A%22100%25%22%7D', 'one')).toBe('{"a":"100%"}')
    expect(documents.caveats).toEqual([])
  })

  it('that cannot be read are kept as they came, and each holder is named', () => {
    const documents = new Documents('2026-11-23T14:00:00.000Z')
    expect(documents.decode('%7Bbroken', 'p of role/a')).toBe('{broken')
    expect(documents.decode('%7Bbroken', 'p of role/b')).toBe('{broken')
    expect(documents.decode('%E0%A4', 'q')).toBe('%E0%A4')
    expect(documents.caveats.map(({ subject }) => subject)).toEqual(['p of role/a', 'p of role/b', 'q'])
  })
})
