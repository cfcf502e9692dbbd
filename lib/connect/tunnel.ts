import type { Endpoint } from '@/lib/access/model/target'
import { shellQuoted } from './quoting'

/** How the machine that connects reaches the endpoint: as the server was told, or through a tunnel of the person's own. */
export type Reach = 'given' | 'ssm' | 'ssh'

interface Way {
  endpoint: Endpoint
  dial: Endpoint | null
  region: string
}

/** A port of one's own machine that the database's client does not take for a server beside it. */
const localPort = ({ port }: Endpoint) => (port + 10_000 <= 65_535 ? port + 10_000 : 15_432)

/** What is dialled. The token is signed for the endpoint all the same, and the certificate names it. */
export function dialThrough(reach: Reach, { endpoint, dial }: Way): Endpoint | null {
  return reach === 'given' ? dial : { host: '127.0.0.1', port: localPort(endpoint) }
}

/** Stays open in a terminal of its own. Null: nothing is to be opened. */
export function tunnelCommand(reach: Reach, { endpoint, region }: Way): string | null {
  const { host, port } = endpoint
  const local = localPort(endpoint)
  if (reach === 'ssh')
    return `ssh -N -o ExitOnForwardFailure=yes -L 127.0.0.1:${local}:${host}:${port} USER@BASTION`
  if (reach === 'given') return null
  // Systems Manager User Guide, "Starting a session (port forwarding to remote host)".
  const parameters = { host: [host], portNumber: [String(port)], localPortNumber: [String(local)] }
  return [
    `aws ssm start-session --region ${region} --target INSTANCE-ID \\`,
    '  --document-name AWS-StartPortForwardingSessionToRemoteHost \\',
    `  --parameters ${shellQuoted(JSON.stringify(parameters))}`,
  ].join('\n')
}
