import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { findPrincipal } from '@/lib/access/decide/principal-index'
import { ALL_READ, AT, sampleInventory } from '@/lib/access/testing/sample-inventory'

const why = { message: 'AWS refused.', answer: null, missingAction: null, at: '2026-11-24T09:00:00.000Z' }
const asked = (iam: typeof ALL_READ.iam) => () =>
  findPrincipal(
    compileAccess(sampleInventory({ parts: { ...ALL_READ, iam } })),
    'arn:aws:iam::111122223333:role/gone',
  )

describe('a user or role that is not there', () => {
  it('may have been deleted where all were read just now', () => {
    expect(asked({ state: 'read', at: AT })).toThrow(
      expect.objectContaining({
        code: 'notFound',
        message: expect.stringMatching(
          /not in the account as read on 23 Nov.* at 14:02:11 UTC\. It may have been deleted/,
        ),
      }),
    )
  })

  it('is not known where older ones stand in, under their own date', () => {
    expect(asked({ state: 'kept', at: AT, why })).toThrow(
      expect.objectContaining({
        code: 'unavailable',
        message: expect.stringMatching(
          /as read on 23 Nov.* could not be read again since, so whether it exists now is not known\.$/,
        ),
      }),
    )
  })
})
