import { expect, it } from 'vitest'
import type { Part } from '@/lib/access/model/part'
import { ALL_READ, AT, sampleInventory } from '@/lib/access/testing/sample-inventory'
import { iamUnread } from './iam-unread'

const why = {
  message: 'AWS did not let this server read users.',
  answer: 'AccessDenied',
  missingAction: 'iam:Get',
  at: AT,
}
const stopped = (iam: Part) => iamUnread(sampleInventory({ parts: { ...ALL_READ, iam } }))

it('what was refused names the missing action and the moment, what failed may pass', () => {
  expect(stopped({ state: 'refused', why })).toMatchObject({
    code: 'accessDenied',
    message: 'Who can connect is not known. AWS did not let this server read users.',
    answer: 'AccessDenied',
    missingAction: 'iam:Get',
    unread: { triedAt: AT, soFar: null },
  })
  expect(stopped({ state: 'failed', why: { ...why, missingAction: null } })).toMatchObject({
    code: 'unavailable',
    missingAction: null,
    unread: { triedAt: AT, soFar: null },
  })
})

it('what is being read for the first time was not tried in vain, and says how much has come', () => {
  const reading = stopped({ state: 'reading', soFar: 450 })
  expect(reading).toMatchObject({ code: 'unavailable', unread: { triedAt: null, soFar: 450 } })
  expect(reading.message).toMatch(/not known yet/)
})
