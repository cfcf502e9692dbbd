import { describe, expect, it } from 'vitest'
import type { FailureContext } from '@/lib/connect/failures/diagnosis'
import { diagnose } from './diagnose'

const context: FailureContext = {
  host: 'h.rds.amazonaws.com',
  port: 5432,
  databaseUser: 'app',
  family: 'postgres',
  iamAuthAccepted: true,
  userIamReady: null,
  policyAllows: null,
  freshToken: false,
  viaProxy: false,
  step: null,
}

describe('diagnose', () => {
  it.each([
    ['ENOTFOUND', 'getaddrinfo ENOTFOUND h', 'dns'],
    ['ECONNREFUSED', 'connect ECONNREFUSED', 'tcp'],
    ['ETIMEDOUT', 'connect ETIMEDOUT', 'tcp'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in certificate chain', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match certificate altnames', 'tls'],
    ['28000', 'no pg_hba.conf entry for host "10.0.0.1", user "app", database "x", no encryption', 'tls'],
    ['28000', 'PAM authentication failed for user "app"', 'iam'],
    ['28P01', 'password authentication failed for user "app"', 'iam'],
    ['ER_ACCESS_DENIED_ERROR', "Access denied for user 'app'@'10.0.0.1' (using password: YES)", 'iam'],
    ['MYSQL_CLEAR_PASSWORD_NOT_ENABLED', 'mysql_clear_password is not enabled', 'iam'],
    ['1524', "Plugin 'AWSAuthenticationPlugin' is not loaded", 'iam'],
    ['3D000', 'database "nope" does not exist', 'role'],
    ['42501', 'permission denied for database "orders"', 'role'],
  ])('%s %s stops at %s', (code, message, step) => {
    const found = diagnose({ code, message }, context)
    expect(found.step).toBe(step)
    expect(found.causes.length).toBeGreaterThan(0)
  })

  it('puts what is known first and leaves out what is known not to be it', () => {
    const refusal = { code: '28000', message: 'PAM authentication failed for user "app"' }
    const known = diagnose(refusal, { ...context, iamAuthAccepted: false, userIamReady: true })
    expect(known.causes[0]).toBe('IAM authentication is off on this target.')
    expect(known.causes.join(' ')).not.toContain('rds_iam')
    const behind = 'app on orders holds rds_iam.'
    const hop = { ...context, viaProxy: true, secondHopFails: behind }
    expect(diagnose(refusal, hop).causes[0]).toBe(behind)
    const noSecret = { message: 'This RDS proxy has no credentials for the role app.' }
    expect(diagnose(noSecret, hop).causes).toEqual([behind])
    const proxied = diagnose(refusal, { ...context, viaProxy: true })
    expect(proxied.causes.join(' ')).not.toContain('rds_iam')
    expect(proxied.causes.join(' ')).toContain('prx-')
  })

  it('a token made a moment ago is neither old nor damaged', () => {
    const refusal = { code: '28000', message: 'PAM authentication failed for user "app"' }
    const { causes } = diagnose(refusal, { ...context, policyAllows: false, freshToken: true })
    expect(causes[0]).toContain('No policy of the signer allows')
    expect(causes.join(' ')).not.toMatch(/older than|cut off|letter by letter/)
  })

  it('a timeout during sign-in is not blamed on the network', () => {
    const slow = diagnose({ message: 'timeout expired' }, { ...context, step: 'iam' })
    expect(slow).toMatchObject({ step: 'iam' })
  })

  it('a server that asks for another password than the token has a user without rds_iam', () => {
    const asked = {
      code: 'tokenNotAsked',
      message: 'The server asked for a SCRAM password instead of the token, so nothing was sent',
    }
    expect(diagnose(asked, context).causes[0]).toContain('app does not hold rds_iam, or does not exist')
    const ready = diagnose(asked, { ...context, userIamReady: true })
    expect(ready).toMatchObject({ step: 'iam', title: 'The target did not ask for a token' })
    expect(ready.causes.join(' ')).not.toContain('rds_iam')
  })

  it.each([
    ['tokenNotAsked', 'The server let the user in without asking for the token', 'iam', /without any token/],
    ['tokenSentBack', 'The server sent the token back in its answer', 'role', /gave the token back/],
    ['notPostgres', 'The server did not stop talking', 'role', /does not speak as a PostgreSQL/],
  ])('%s is named for what it is', (code, message, step, title) => {
    const found = diagnose({ code, message }, { ...context, step: 'role' })
    expect(found).toMatchObject({ step, title: expect.stringMatching(title) })
    expect(found.causes.length).toBeGreaterThan(0)
  })

  it('keeps the step of a failure it does not know', () => {
    expect(diagnose({ message: 'odd' }, { ...context, step: 'tls' }).step).toBe('tls')
  })
})
