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

const ASKED = { by: 'mira.okafor', at: '2026-11-18T14:02:11.000Z' }

describe('evidenceText', () => {
  it('holds every block of the path, open or not, with its statements, their lines and their text', () => {
    const target = sampleTarget({ ...switchedOff })
    const boundary = samplePolicy(
      'arn:aws:iam::111122223333:policy/guard',
      [EVERYTHING, deny('app')],
      'customerManaged',
    )
    const cast = bounded(sampleRole('ops', [EVERYTHING]), boundary)
    const access = compileAccess(sampleInventory({ targets: [target], cast: [cast] }))
    const cell = explainCell(access, target, cast.principal.arn, 'app')
    const lines = evidenceText({ ...cell, removal: null, finding: null, asked: ASKED }).split('\n')
    expect(lines.slice(lines.indexOf('Path') + 1, lines.indexOf('What is missing') - 1)).toEqual([
      'Identity policy: yes (allows)',
      '  Would allow it: ops-access, statement 1 of 1, lines 4 to 8, arn:aws:iam::111122223333:role/ops#ops-access',
      '    In words: Allows every action, connecting as any user on any target included.',
      '         4      {',
      '         5        "Effect": "Allow",',
      '         6        "Action": "*",',
      '         7        "Resource": "*"',
      '         8      }',
      'Permissions boundary: no (denies)',
      '  Denies it: guard v1, statement 2 of 2, lines 9 to 13, arn:aws:iam::111122223333:policy/guard',
      '    In words: Denies connecting as app on orders-prod.',
      '         9      {',
      '        10        "Effect": "Deny",',
      '        11        "Action": "rds-db:connect",',
      '        12        "Resource": "arn:aws:rds-db:us-east-1:111122223333:dbuser:db-ORDERS/app"',
      '        13      }',
      'Organisation policies: does not apply (the account is in no organisation)',
      'Session: not known (a session policy may still narrow it; none is known)',
      'IAM switch: no (off on orders-prod)',
      '  Until that changes, orders-prod refuses every token, whatever IAM says.',
      'Proxy hop: does not apply (none, straight to the instance)',
      'Database user: not known (the database was not read)',
      '  Whether such a user exists and is IAM-ready is not known.',
    ])
  })

  it('says in sentences what it is about, who asked and when', () => {
    const target = sampleTarget({})
    const cast = sampleRole('ops', [EVERYTHING])
    const access = compileAccess(sampleInventory({ targets: [target], cast: [cast] }))
    const cell = explainCell(access, target, cast.principal.arn, 'app')
    const text = evidenceText({ ...cell, removal: null, finding: null, asked: ASKED })
    expect(text).toContain(
      `This is about arn:aws:iam::111122223333:role/ops connecting to orders-prod (${target.resourceId}) as the database user app.`,
    )
    expect(text).toContain(`mira.okafor asked at 2026-11-18T14:02:11.000Z; the data is as of ${cell.asOf}.`)
  })
})
