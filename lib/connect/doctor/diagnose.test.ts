import { describe, expect, it } from 'vitest'
import { type Circumstances, NOTHING_KNOWN } from './circumstances'
import { diagnose } from './diagnose'

const context: Circumstances = {
  ...NOTHING_KNOWN,
  targetName: 'orders-prod',
  host: 'h.rds.amazonaws.com',
  port: 5432,
  databaseUser: 'app',
  signer: 'role/orders-api',
  family: 'postgres',
  iamAuthAccepted: true,
  viaProxy: false,
}

const idsOf = (...question: Parameters<typeof diagnose>) => diagnose(...question).causes.map(({ id }) => id)

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
    const found = diagnose({ code, message }, { ...context, iamAuthAccepted: null })
    expect(found.step).toBe(step)
    expect(found.causes.length).toBeGreaterThan(0)
  })

  const refusal = { code: '28000', message: 'PAM authentication failed for user "app"' }

  it('puts what is known first and leaves out what is known not to be it', () => {
    const known = idsOf(refusal, { ...context, iamAuthAccepted: false, userState: 'ready' })
    expect(known[0]).toBe('iamAuthOff')
    expect(known).not.toContain('userNotReady')
    expect(known).not.toContain('userMissing')
    expect(idsOf(refusal, { ...context, userState: 'missing' })[0]).toBe('userMissing')
    expect(idsOf(refusal, context)).not.toContain('iamAuthOff')
  })

  it('a second hop that surely fails stands first, in its own words', () => {
    const words = 'app on orders has rds_iam'
    const secondHopFails = `${words}.`
    const hop = { ...context, viaProxy: true, secondHopFails }
    expect(diagnose(refusal, hop).causes[0]?.title).toBe(words)
    const noSecret = { message: 'This RDS proxy has no credentials for the role app.' }
    expect(diagnose(noSecret, hop).causes[0]?.title).toBe(words)
  })

  it('behind a proxy with secrets a user without rds_iam is right, and one that holds it is the mistake', () => {
    const said = { message: 'IAM authentication failed for user app. Check the IAM token for this user.' }
    const proxied = diagnose(said, { ...context, viaProxy: true })
    expect(proxied.causes.map(({ id }) => id)).not.toContain('userNotReady')
    expect(proxied.causes.map(({ fix }) => fix)).not.toContain('makeReady')
    expect(proxied.causes.map(({ explanation }) => explanation).join(' ')).toContain('prx-')
    const secrets: Circumstances = { ...context, viaProxy: true, proxyMode: 'secrets' }
    expect(diagnose(said, { ...secrets, userState: 'ready' }).causes[0]).toMatchObject({
      id: 'proxyUserIamOnly',
      fix: 'takeIamAway',
    })
    expect(idsOf(said, { ...secrets, userState: 'notReady' })).not.toContain('proxyUserIamOnly')
    const endToEnd: Circumstances = { ...secrets, proxyMode: 'iam', userState: 'notReady' }
    expect(idsOf(refusal, endToEnd)[0]).toBe('userNotReady')
  })

  it('a token made a moment ago is neither old nor damaged, nor signed by somebody else', () => {
    const ids = idsOf(refusal, { ...context, policyAllows: false, freshToken: true })
    expect(ids[0]).toBe('policyMissing')
    for (const id of ['tokenExpired', 'tokenDamaged', 'tokenOtherEndpoint', 'otherSigner'])
      expect(ids).not.toContain(id)
  })

  it('where the policies allow it, none is said to be missing: one was changed, or another stands above them', () => {
    const allowed: Circumstances = { ...context, policyAllows: true, freshToken: true, userState: 'ready' }
    const { causes } = diagnose(refusal, allowed)
    expect(causes.slice(0, 2).map(({ id }) => id)).toEqual(['organizationDenies', 'policyMissing'])
    expect(causes.map(({ title }) => title).join(' ')).not.toMatch(/No policy lets|another resource id/)
    expect(causes[1]?.title).toContain('changed a moment ago')
  })

  it('a timeout during sign-in is not blamed on the network', () => {
    const slow = diagnose({ message: 'timeout expired' }, { ...context, step: 'iam' })
    expect(slow).toMatchObject({ step: 'iam' })
    expect(slow.causes.map(({ id }) => id)).toEqual(expect.arrayContaining(['serverStrained', 'throttled']))
    expect(slow.causes.map(({ id }) => id)).not.toContain('noAnswer')
  })

  it('a server that asks for another password than the token has a user without rds_iam', () => {
    const asked = {
      code: 'tokenNotAsked',
      message: 'The server asked for a SCRAM password instead of the token, so nothing was sent',
    }
    const found = diagnose(asked, context)
    expect(found.causes[0]?.title).toContain('app lacks rds_iam')
    expect(found.causes[1]?.id).toBe('userMissing')
    const ready = diagnose(asked, { ...context, userState: 'ready' })
    expect(ready.step).toBe('tcp')
    expect(ready.causes.map(({ title }) => title).join(' ')).not.toContain('rds_iam')
  })

  it.each([
    ['tokenNotAsked', 'The server let the user in without asking for the token', /without any token/],
    ['tokenSentBack', 'The server sent the token back in its answer', /gave the token back/],
    ['notPostgres', 'The server did not stop talking', /Something else than the target/],
  ])('%s is named for what it is', (code, message, title) => {
    const found = diagnose({ code, message }, { ...context, step: 'role' })
    expect(found).toMatchObject({ step: 'role', title: expect.stringMatching(title) })
    expect(found.causes.length).toBeGreaterThan(0)
  })

  it('says that it does not know, keeps the step and lists what can be checked', () => {
    const odd = diagnose({ message: 'odd' }, { ...context, step: 'tls' })
    expect(odd).toMatchObject({ step: 'tls', title: expect.stringContaining('Not known here') })
    expect(odd.causes.map(({ check }) => check)).toEqual(expect.arrayContaining(['policy', 'databaseUser']))
  })
})
