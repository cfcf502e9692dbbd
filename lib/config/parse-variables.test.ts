import { describe, expect, it } from 'vitest'
import { parseVariables } from '@/lib/config/parse-variables'

describe('without any variable', () => {
  it('reads and issues tokens, changes nothing, and asks the SDK for its region', () => {
    expect(parseVariables({})).toMatchObject({
      GATEHOUSE_CAPABILITIES: ['read', 'mint'],
      GATEHOUSE_REGIONS: [],
      GATEHOUSE_DATA_DIR: '.data',
      GATEHOUSE_INVENTORY_SECONDS: 60,
    })
  })

  it('takes an empty value for an absent one', () => {
    expect(parseVariables({ GATEHOUSE_SCAN_USER: '', DATABASE_URL: '' }).GATEHOUSE_SCAN_USER).toBeUndefined()
  })
})

describe('values', () => {
  it('takes regions as a list, each once, or all', () => {
    expect(
      parseVariables({ GATEHOUSE_REGIONS: 'eu-west-1, us-gov-west-1,eu-west-1' }).GATEHOUSE_REGIONS,
    ).toEqual(['eu-west-1', 'us-gov-west-1'])
    expect(parseVariables({ GATEHOUSE_REGIONS: 'all' }).GATEHOUSE_REGIONS).toBe('all')
  })

  it('always lets an operator read', () => {
    expect(parseVariables({ GATEHOUSE_CAPABILITIES: 'grant' }).GATEHOUSE_CAPABILITIES).toEqual([
      'read',
      'grant',
    ])
  })

  it('takes the public address as an origin', () => {
    const { GATEHOUSE_PUBLIC_URL } = parseVariables({
      GATEHOUSE_PUBLIC_URL: 'https://Gatehouse.Example.com:443/',
    })
    expect(GATEHOUSE_PUBLIC_URL).toBe('https://gatehouse.example.com')
  })

  it('keeps the signed endpoint of a tunnel in lower case', () => {
    const { GATEHOUSE_TUNNELS } = parseVariables({
      GATEHOUSE_TUNNELS: 'Orders.abc.us-east-1.rds.amazonaws.com:5432=127.0.0.1:15432',
    })
    expect(GATEHOUSE_TUNNELS.get('orders.abc.us-east-1.rds.amazonaws.com:5432')).toEqual({
      host: '127.0.0.1',
      port: 15432,
    })
  })
})

describe('a value that cannot be used', () => {
  it.each([
    ['GATEHOUSE_REGIONS', 'europe', /"europe" is not a region/],
    ['GATEHOUSE_REGIONS', 'eu-west-1,us-esat-1', /"us-esat-1" is not a region. Did you mean us-east-1\?/],
    ['GATEHOUSE_REGIONS', 'us-east-1a', /"us-east-1a" is not a region. Did you mean us-east-1\?/],
    ['AWS_REGION', 'us-esat-1', /"us-esat-1" is not a region. Did you mean us-east-1\?/],
    ['GATEHOUSE_CAPABILITIES', 'read,admin', /"admin" is not a capability/],
    ['GATEHOUSE_TUNNELS', 'orders=15432', /"orders=15432" is not a tunnel/],
    ['GATEHOUSE_TUNNELS', 'a:1=b:99999', /not a tunnel/],
    ['GATEHOUSE_LAUNCH_KEY', 'short', /at least 16 characters/],
    ['GATEHOUSE_AUDIT_KEY', 'only-twenty-letters!', /at least 32 characters/],
    ['GATEHOUSE_INVENTORY_SECONDS', 'often', /number of seconds/],
    ['GATEHOUSE_PUBLIC_URL', 'gatehouse.example.com', /address that people open/],
    ['GATEHOUSE_PUBLIC_URL', 'https://gatehouse.example.com/db', /without a path/],
    ['GATEHOUSE_PUBLIC_URL', 'https://me:pw@gatehouse.example.com', /address that people open/],
    ['GATEHOUSE_SESSION_HOURS', 'long', /number of hours/],
    ['GATEHOUSE_ORGANIZATION_ROLE', 'gatehouse-organization-reader', /ARN of a role/],
    ['GATEHOUSE_ORGANIZATION_ROLE', 'arn:aws:iam::999900001111:user/reader', /ARN of a role/],
    ['GATEHOUSE_ORGANIZATION_ROLE', 'arn:aws:sts::999900001111:assumed-role/reader/me', /ARN of a role/],
    ['DATABASE_URL', 'mysql://x', /postgresql:/],
  ])('names %s and what to write instead', (name, value, sentence) => {
    expect(() => parseVariables({ [name]: value })).toThrow(sentence)
    expect(() => parseVariables({ [name]: value })).toThrow(new RegExp(`${name}: `))
  })

  it('names every wrong variable at once', () => {
    const wrong = { GATEHOUSE_REGIONS: 'x', GATEHOUSE_CAPABILITIES: 'y' }
    expect(() => parseVariables(wrong)).toThrow(/GATEHOUSE_REGIONS.*GATEHOUSE_CAPABILITIES/)
  })

  it('never repeats a secret', () => {
    const wrong = { GATEHOUSE_SESSION_SECRET: 'hunter2' }
    expect(() => parseVariables(wrong)).not.toThrow(/hunter2/)
  })
})
