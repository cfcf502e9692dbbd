import { describe, expect, it } from 'vitest'
import { createPolicy, onAttachment, onInline, switchTo, TEXTS } from '@/lib/grants/testing/generated-changes'
import { policyArn, ROLES } from '@/lib/grants/testing/tiny-iam'
import { onPolicy, ownerOf, type PolicyOwner } from '../policy-steps'
import type { FactState, ManagedState } from './fact'
import { sameDocument, stepState } from './step-state'

const [first = '', second = '', third = ''] = TEXTS
const owner = ownerOf(ROLES[0]?.arn ?? '') as PolicyOwner
const inline = (text: string | null): FactState => ({ kind: 'inline', text })

function managed(defaultVersionId: string, ...texts: [string, string][]): FactState {
  const versions = texts.map(([id, text]) => ({ id, text }))
  const policy: ManagedState = {
    name: 'orders',
    path: '/',
    description: '',
    tags: {},
    defaultVersionId,
    versions,
    attachmentCount: 0,
  }
  return { kind: 'policy', policy }
}
const gone: FactState = { kind: 'policy', policy: null }
const version = (SetAsDefault: boolean, PolicyDocument = second) =>
  onPolicy('CreatePolicyVersion', policyArn('orders'), { PolicyDocument, SetAsDefault }, null)

describe('sameDocument', () => {
  it('heeds neither spaces nor the order of keys, and takes no broken text for another', () => {
    expect(sameDocument('{"a":1,"b":[2]}', '{ "b": [2], "a": 1 }')).toBe(true)
    expect(sameDocument('{"a":1}', '{"a":2}')).toBe(false)
    expect(sameDocument('{"a":1', '{ "a":1')).toBe(false)
    expect(sameDocument('{"a":1', '{"a":1')).toBe(true)
    expect(sameDocument(null, '{}')).toBe(false)
    expect(sameDocument(null, null)).toBe(true)
  })
})

describe('stepState', () => {
  it.each([
    ['put, and it reads so', onInline('Put', owner, 'one', first), null, first, 'done'],
    ['put, and nothing stands yet', onInline('Put', owner, 'one', first), null, null, 'undone'],
    ['put, and somebody wrote another', onInline('Put', owner, 'one', first), null, second, 'changed'],
    ['put over another, which is gone', onInline('Put', owner, 'one', first), second, null, 'changed'],
    ['delete, and it is gone', onInline('Delete', owner, 'one'), first, null, 'done'],
    ['delete, and it stands', onInline('Delete', owner, 'one'), first, first, 'undone'],
    ['delete, and it was rewritten', onInline('Delete', owner, 'one'), first, third, 'changed'],
  ] as const)('%s: an inline policy', (_, step, before, now, state) => {
    expect(stepState(step, inline(before), inline(now))).toBe(state)
  })

  it.each([
    ['the new default', version(true), managed('v2', ['v1', first], ['v2', second]), 'done'],
    ['the old default alone', version(true), managed('v1', ['v1', first]), 'undone'],
    ['another new default', version(true), managed('v2', ['v1', first], ['v2', third]), 'changed'],
    [
      'a new version that is not the default',
      version(true),
      managed('v1', ['v1', first], ['v2', second]),
      'undone',
    ],
    ['no policy any more', version(true), gone, 'changed'],
    ['the new spare version', version(false), managed('v1', ['v1', first], ['v2', second]), 'done'],
    ['no spare version', version(false), managed('v1', ['v1', first]), 'undone'],
    ['no policy any more', version(false), gone, 'changed'],
  ] as const)('shows %s: a version of a policy', (_, step, now, state) => {
    expect(stepState(step, managed('v1', ['v1', first]), now)).toBe(state)
  })

  it('a spare version of a policy that is still to be made is undone, and its default is not it', () => {
    expect(stepState(version(false, first), gone, gone)).toBe('undone')
    expect(stepState(version(false, first), gone, managed('v1', ['v1', first]))).toBe('undone')
    expect(stepState(version(false, first), gone, managed('v1', ['v1', first], ['v2', first]))).toBe('done')
  })

  it('a policy of the same name with another text is somebody else’s', () => {
    const step = createPolicy('orders', first)
    expect(stepState(step, gone, managed('v1', ['v1', first]))).toBe('done')
    expect(stepState(step, gone, gone)).toBe('undone')
    expect(stepState(step, gone, managed('v1', ['v1', third]))).toBe('changed')
  })

  it('an attachment is done or undone, whoever did it', () => {
    const step = onAttachment('Attach', owner, 'orders')
    const attached = (is: boolean): FactState => ({ kind: 'attachment', attached: is })
    expect(stepState(step, attached(false), attached(true))).toBe('done')
    expect(stepState(step, attached(false), attached(false))).toBe('undone')
  })

  it('the switch is done once RDS has taken it, though it waits', () => {
    const iamAuth = (on: boolean, pending: boolean | null): FactState => ({ kind: 'iamAuth', on, pending })
    expect(stepState(switchTo(true), iamAuth(false, null), iamAuth(false, true))).toBe('done')
    expect(stepState(switchTo(true), iamAuth(false, null), iamAuth(false, null))).toBe('undone')
    expect(stepState(switchTo(false), iamAuth(false, true), iamAuth(false, null))).toBe('done')
    // RDS was on its way to off, and is: still not on.
    expect(stepState(switchTo(true), iamAuth(true, false), iamAuth(false, null))).toBe('undone')
    expect(stepState(switchTo(true), iamAuth(false, null), iamAuth(true, false))).toBe('undone')
  })
})
