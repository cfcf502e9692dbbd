import { expect, it } from 'vitest'
import { parseCredentialReport } from './credential-report-csv'

const AS_OF = '2026-11-23T14:00:00.000Z'
const HEAD =
  'user,arn,user_creation_time,password_enabled,password_last_used,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,cert_1_active'
const arn = (name: string) => `arn:aws:iam::111122223333:user/${name}`
const parse = (...rows: string[]) => parseCredentialReport([HEAD, ...rows].join('\n'), AS_OF)

it('tells active keys from others, and dates from their absence', () => {
  const users = parse(
    '<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,no_information,true,false,N/A,N/A,false,N/A,N/A,false',
    `ci,${arn('ci')},2024-01-01T00:00:00+00:00,false,N/A,false,true,2025-03-04T09:12:00+00:00,2026-11-20T08:00:00+00:00,false,2023-01-01T00:00:00+00:00,N/A,false`,
    `ana,${arn('ana')},2024-01-01T00:00:00+00:00,true,no_information,true,false,N/A,N/A,false,N/A,N/A,false`,
  )
  expect([...users]).toEqual([
    [
      arn('ci'),
      {
        asOf: AS_OF,
        consolePassword: false,
        keys: [
          { active: true, changedAt: '2025-03-04T09:12:00.000Z', lastUsedAt: '2026-11-20T08:00:00.000Z' },
          { active: false, changedAt: '2023-01-01T00:00:00.000Z', lastUsedAt: null },
        ],
      },
    ],
    [arn('ana'), { asOf: AS_OF, consolePassword: true, keys: [] }],
  ])
})

it('takes a quoted name with a comma, and leaves a row that it cannot tell apart', () => {
  const rest = '2024-01-01T00:00:00+00:00,true,N/A,true,false,N/A,N/A,false,N/A,N/A,false'
  const users = parse(`"a,b","${arn('a,b')}",${rest}`, `c,d,${arn('c,d')},${rest}`)
  expect([...users.keys()]).toEqual([arn('a,b')])
})

it('takes an empty report for no user at all', () => {
  expect(parseCredentialReport('', AS_OF).size).toBe(0)
})
