import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { ownSessionLines } from './own-session-lines'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-lines-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const way = { endpoint: { host: 'orders.example', port: 5432 }, region: 'us-east-1', databaseUser: 'app rw' }
const roleArn = 'arn:aws:iam::111122223333:role/oncall-sre'
const device = 'arn:aws:iam::111122223333:mfa/mira'

/** An `aws` that says whose keys it was called with, and hands out the keys of the next session. */
const AWS = `#!/bin/sh
echo "$AWS_SESSION_TOKEN|$*" >> "$CALLS"
case "$2" in
  get-session-token) printf 'ASIA1\\tse/cr+et=\\tuser-session\\n' ;;
  assume-role) printf 'ASIA2\\tother=\\trole-session\\n' ;;
  *) echo token ;;
esac
`

it('each line signs with the session of the line before, and the last prints the token', () => {
  writeFileSync(join(folder, 'aws'), AWS)
  chmodSync(join(folder, 'aws'), 0o755)
  const calls = join(folder, 'calls')
  const lines = ownSessionLines(way, { roleArn, sessionName: 'mira', device }).replace('MFA_CODE', '123456')
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, CALLS: calls }
  expect(execFileSync('sh', ['-c', lines], { env, encoding: 'utf8' })).toBe('token\n')
  expect(execFileSync('cat', [calls], { encoding: 'utf8' }).split('\n')).toEqual([
    expect.stringMatching(/^\|sts get-session-token --serial-number arn:\S+mfa\/mira --token-code 123456 /),
    expect.stringMatching(
      /^user-session\|sts assume-role --role-arn arn:\S+oncall-sre --role-session-name mira /,
    ),
    'role-session|rds generate-db-auth-token --hostname orders.example --port 5432 --region us-east-1 --username app rw',
    '',
  ])
})

it('what nobody knows stands there in capitals, and a role only where one signs', () => {
  const lines = ownSessionLines(way, { roleArn: null, sessionName: 'mira', device: null })
  expect(lines).toContain('--serial-number MFA_DEVICE_ARN --token-code MFA_CODE')
  expect(lines).not.toContain('assume-role')
})
