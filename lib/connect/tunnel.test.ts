import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { dialThrough, tunnelCommand } from './tunnel'

const way = {
  endpoint: { host: 'dw.cluster-abc.eu-west-1.rds.amazonaws.com', port: 5432 },
  dial: null,
  region: 'eu-west-1',
}

describe('a tunnel of the person', () => {
  it('dials a port of the own machine, and what the server was told where none is opened', () => {
    expect(dialThrough('ssm', way)).toEqual({ host: '127.0.0.1', port: 15_432 })
    expect(dialThrough('given', way)).toBeNull()
    const dial = { host: 'bastion', port: 1 }
    expect(dialThrough('given', { ...way, dial })).toEqual(dial)
    expect(dialThrough('ssh', { ...way, endpoint: { host: 'h', port: 60_000 } })?.port).toBe(15_432)
  })

  it('the command leads from that port to the real endpoint', () => {
    const shell = (name: string, script: string) =>
      execFileSync('sh', ['-c', `${name}() { printf '%s\\n' "$@"; }\n${script}\n`], { encoding: 'utf8' })
        .trim()
        .split('\n')
    const ssm = shell('aws', tunnelCommand('ssm', way) ?? '')
    expect(ssm).toEqual(
      expect.arrayContaining(['--region', 'eu-west-1', 'AWS-StartPortForwardingSessionToRemoteHost']),
    )
    expect(JSON.parse(ssm.at(-1) ?? '')).toEqual({
      host: [way.endpoint.host],
      portNumber: ['5432'],
      localPortNumber: ['15432'],
    })
    expect(shell('ssh', tunnelCommand('ssh', way) ?? '')).toContain(
      `127.0.0.1:15432:${way.endpoint.host}:5432`,
    )
    expect(tunnelCommand('given', way)).toBeNull()
  })
})
