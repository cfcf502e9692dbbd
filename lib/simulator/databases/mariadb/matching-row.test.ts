import { describe, expect, it } from 'vitest'
import { matchingRow, methodsOf } from './matching-row'

const chosen = (hosts: string[], address: string) =>
  matchingRow(
    hosts.map(host => ({ host })),
    address,
  )?.host ?? null

describe('the row that a visitor gets', () => {
  it.each([
    [['%', '10.0.%'], '10.0.4.17', '10.0.%'],
    [['%', '10.0.%'], '127.0.0.1', '%'],
    [['10.%', '10.0.4.17', '10.0.4.%'], '10.0.4.17', '10.0.4.17'],
    [['10.0.4._'], '10.0.4.17', null],
    [['10.0.4.__'], '10.0.4.17', '10.0.4.__'],
    [['192.168.8.0/255.255.248.0', '%'], '192.168.15.1', '192.168.8.0/255.255.248.0'],
    [['192.168.8.0/255.255.248.0', '%'], '192.168.16.1', '%'],
    [['localhost'], '127.0.0.1', null],
    [[], '127.0.0.1', null],
  ])('of %j, from %s, is %s', (hosts, address, expected) => {
    expect(chosen(hosts, address)).toBe(expected)
  })
})

describe('the ways in of a row', () => {
  it('are one, or several in their order', () => {
    const iam = '"plugin":"AWSAuthenticationPlugin","authentication_string":"RDS"'
    const password = '"plugin":"mysql_native_password","authentication_string":"*AB"'
    const plugins = (priv: string) => methodsOf(priv).map(({ plugin }) => plugin)
    expect(methodsOf(`{"access":0,${iam}}`)).toEqual([{ plugin: 'AWSAuthenticationPlugin', kept: 'RDS' }])
    expect(plugins(`{${password},"auth_or":[{${iam}},{}]}`)).toEqual([
      'AWSAuthenticationPlugin',
      'mysql_native_password',
    ])
    expect(plugins(`{${password},"auth_or":[{},{${iam}}]}`)).toEqual([
      'mysql_native_password',
      'AWSAuthenticationPlugin',
    ])
    expect(methodsOf('{"access":1}')).toEqual([{ plugin: 'mysql_native_password', kept: '' }])
  })
})
