import { expect, it } from 'vitest'
import { createPolicy, onAttachment, onInline, switchTo, TEXTS } from '@/lib/grants/testing/generated-changes'
import { policyArn, ROLES } from '@/lib/grants/testing/tiny-iam'
import { onPolicy, ownerOf, type PolicyOwner } from '../policy-steps'
import type { FactState, ManagedState } from './fact'
import { reverseStep } from './reverse-step'

const [first = '', second = ''] = TEXTS
const owner = ownerOf(ROLES[0]?.arn ?? '') as PolicyOwner
const policy: ManagedState = {
  name: 'orders',
  path: '/team/',
  description: 'what orders needs',
  tags: { team: 'data' },
  defaultVersionId: 'v1',
  versions: [{ id: 'v1', text: first }],
  attachmentCount: 0,
}
const state = (changes: Partial<ManagedState> = {}): FactState => ({
  kind: 'policy',
  policy: { ...policy, ...changes },
})
const callsOf = (...given: Parameters<typeof reverseStep>) =>
  reverseStep(...given).map(({ call }) => [call.action, call.input])

it('puts an inline policy back to the byte, or deletes what was not there', () => {
  const step = onInline('Put', owner, 'one', first)
  const now: FactState = { kind: 'inline', text: first }
  const name = { RoleName: 'analyst', PolicyName: 'one' }
  const odd = ` ${second}\n`
  expect(callsOf(step, { kind: 'inline', text: odd }, now)).toEqual([
    ['PutRolePolicy', { ...name, PolicyDocument: odd }],
  ])
  expect(callsOf(step, { kind: 'inline', text: null }, now)).toEqual([['DeleteRolePolicy', name]])
})

it('detaches what was attached, and attaches what was detached', () => {
  const held: FactState = { kind: 'attachment', attached: true }
  const [[action, input] = []] = callsOf(onAttachment('Attach', owner, 'orders'), held, held)
  expect([action, input]).toEqual([
    'DetachRolePolicy',
    { RoleName: 'analyst', PolicyArn: policyArn('orders') },
  ])
  expect(callsOf(onAttachment('Detach', owner, 'orders'), held, held)[0]?.[0]).toBe('AttachRolePolicy')
})

it('makes a deleted policy again with its path, description and tags', () => {
  const step = onPolicy('DeletePolicy', policyArn('orders'), {}, null)
  expect(callsOf(step, state(), { kind: 'policy', policy: null })).toEqual([
    [
      'CreatePolicy',
      {
        PolicyName: 'orders',
        Path: '/team/',
        PolicyDocument: first,
        Description: 'what orders needs',
        Tags: { team: 'data' },
      },
    ],
  ])
})

it('turns back to the old default before it removes the new one, and every version that a lost answer made', () => {
  const input = { PolicyDocument: second, SetAsDefault: true }
  const step = onPolicy('CreatePolicyVersion', policyArn('orders'), input, null)
  const versions = ['v1', 'v2', 'v3'].map(id => ({ id, text: id === 'v1' ? first : second }))
  const PolicyArn = policyArn('orders')
  expect(callsOf(step, state(), state({ defaultVersionId: 'v3', versions }))).toEqual([
    ['SetDefaultPolicyVersion', { PolicyArn, VersionId: 'v1' }],
    ['DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }],
    ['DeletePolicyVersion', { PolicyArn, VersionId: 'v3' }],
  ])
})

it('never removes the default where it takes back a spare version with the same text', () => {
  const input = { PolicyDocument: first, SetAsDefault: false }
  const step = onPolicy('CreatePolicyVersion', policyArn('orders'), input, null)
  const versions = ['v1', 'v2'].map(id => ({ id, text: first }))
  const PolicyArn = policyArn('orders')
  expect(callsOf(step, { kind: 'policy', policy: null }, state({ versions }))).toEqual([
    ['DeletePolicyVersion', { PolicyArn, VersionId: 'v2' }],
  ])
})

it('brings the text of a deleted version back under a new id, as the default where it was that', () => {
  const step = onPolicy('DeletePolicyVersion', policyArn('orders'), { VersionId: 'v1' }, null)
  const versions = [{ id: 'v2', text: second }]
  const [[action, input] = []] = callsOf(step, state(), state({ defaultVersionId: 'v2', versions }))
  expect([action, input]).toMatchObject([
    'CreatePolicyVersion',
    { PolicyDocument: first, SetAsDefault: true },
  ])
})

it('deletes a policy that it made', () => {
  const now = state()
  expect(callsOf(createPolicy('orders', first), { kind: 'policy', policy: null }, now)).toEqual([
    ['DeletePolicy', { PolicyArn: policyArn('orders') }],
  ])
})

it('turns the switch back to what it was heading for', () => {
  const now: FactState = { kind: 'iamAuth', on: true, pending: null }
  const back = (on: boolean, pending: boolean | null) =>
    callsOf(switchTo(true), { kind: 'iamAuth', on, pending }, now)[0]?.[1]
  expect(back(false, null)).toMatchObject({ EnableIAMDatabaseAuthentication: false, ApplyImmediately: true })
  expect(back(true, false)).toMatchObject({ EnableIAMDatabaseAuthentication: false })
})
