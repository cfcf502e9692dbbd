import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { explainCell } from '@/lib/access/explain/explain'
import {
  bounded,
  deny,
  EVERYTHING,
  sampleInventory,
  samplePolicy,
  sampleRole,
  sampleTarget,
  switchedOff,
} from '@/lib/access/testing/sample-inventory'
import { evidenceText } from './evidence-text'

describe('evidenceText', () => {
  it('holds every block of the path, open or not, with its statements and lines', () => {
    const target = sampleTarget({ ...switchedOff })
    const boundary = samplePolicy(
      'arn:aws:iam::111122223333:policy/guard',
      [EVERYTHING, deny('app')],
      'customerManaged',
    )
    const cast = bounded(sampleRole('ops', [EVERYTHING]), boundary)
    const access = compileAccess(sampleInventory({ targets: [target], cast: [cast] }))
    const cell = explainCell(access, target, cast.principal.arn, 'app')
    const lines = evidenceText({ ...cell, removal: null, finding: null }).split('\n')
    expect(lines.slice(lines.indexOf('Path') + 1, lines.indexOf('What is missing') - 1)).toEqual([
      'Identity policy: yes (allows)',
      '  Would allow it: ops-access, statement 1 of 1, lines 4 to 8, arn:aws:iam::111122223333:role/ops#ops-access',
      '    In words: Allows every action, connecting as any user on any target included.',
      'Permissions boundary: no (denies)',
      '  Denies it: guard v1, statement 2 of 2, lines 9 to 13, arn:aws:iam::111122223333:policy/guard',
      '    In words: Denies connecting as app on orders-prod.',
      'Organisation policies: does not apply (the account is in no organisation)',
      'Session: not known (a session policy may still narrow it; none is known)',
      'IAM switch: no (off on orders-prod)',
      '  Until that changes, orders-prod refuses every token, whatever IAM says.',
      'Proxy hop: does not apply (none, straight to the instance)',
      'Database user: not known (the database was not read)',
      '  Whether such a user exists and is IAM-ready is not known.',
    ])
  })
})
