import { expect, it } from 'vitest'
import { isAnswering } from './is-answering'

it.each([
  ...['stopped', 'stopping', 'starting', 'creating', 'deleting', 'failed', 'restore-error'],
  ...['incompatible-parameters', 'inaccessible-encryption-credentials-recoverable'],
  ...['cloning-failed', 'migration-failed', 'insufficient-capacity'],
  // Of a proxy.
  ...['incompatible-network', 'insufficient-resource-limits', 'suspended', 'suspending', 'reactivating'],
])('nothing answers while a target is %s', status => {
  expect(isAnswering({ status })).toBe(false)
})

it.each(['available', 'backing-up', 'modifying', 'failing-over', 'upgrading', 'unknown'])(
  'a target that is %s may answer',
  status => {
    expect(isAnswering({ status })).toBe(true)
  },
)
