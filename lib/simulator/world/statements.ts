/** Short ways to write the documents of the cast. */
export const ACCOUNT = '111122223333'

export function policy(...statements: object[]): object {
  return { Version: '2012-10-17', Statement: statements }
}

export function connectArn(resourceId: string, user: string, region = 'us-east-1'): string {
  return `arn:aws:rds-db:${region}:${ACCOUNT}:dbuser:${resourceId}/${user}`
}

export function connect(sid: string, resource: string | string[], condition?: object): object {
  const statement = { Sid: sid, Effect: 'Allow', Action: 'rds-db:connect', Resource: resource }
  return condition ? { ...statement, Condition: condition } : statement
}

export function denyConnect(sid: string, resource: string | string[], condition?: object): object {
  return { ...connect(sid, resource, condition), Effect: 'Deny' }
}

export function serviceTrust(service: string): object {
  return policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' })
}

export function trustStatement(principals: string | string[], condition?: object): object {
  const statement = { Effect: 'Allow', Principal: { AWS: principals }, Action: 'sts:AssumeRole' }
  return condition ? { ...statement, Condition: condition } : statement
}

export function serviceStatement(service: string): object {
  return { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }
}

export function roleArn(name: string, path = '/'): string {
  return `arn:aws:iam::${ACCOUNT}:role${path}${name}`
}

export const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
