import { expect, it } from 'vitest'
import { headingTo, waitingFor } from './iam-auth-state'

it.each([
  ['on', null, null],
  ['off', null, null],
  ['viaProxy', null, null],
  ['turningOn', 'on', null],
  ['turningOff', 'off', null],
  ['scheduledOn', 'on', 'on'],
  ['pendingOff', 'off', 'off'],
] as const)('%s heads to %s, and %s of that can still be taken back', (state, heading, waiting) => {
  expect([headingTo(state), waitingFor(state)]).toEqual([heading, waiting])
})
