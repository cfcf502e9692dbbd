import type { Fatal } from './messages'

export type StartupPacket =
  | { kind: 'ssl' | 'gss' | 'cancel' }
  | { kind: 'start'; user: string; database: string; replication: boolean }
  | { kind: 'refused'; fatal: Fatal }

const CANCEL = 80877102
const SSL = 80877103
const GSS = 80877104

/** Reads an untagged first packet; its length was checked by the reader. Words are PostgreSQL's own. */
export function parseStartup(packet: Buffer): StartupPacket {
  const code = packet.readUInt32BE(4)
  if (code === CANCEL) return { kind: 'cancel' }
  if (code === SSL) return { kind: 'ssl' }
  if (code === GSS) return { kind: 'gss' }
  const [major, minor] = [code >>> 16, code & 0xffff]
  if (major !== 3) {
    return refused('0A000', `unsupported frontend protocol ${major}.${minor}: server supports 3.0 to 3.2`)
  }
  if (packet.at(-1) !== 0)
    return refused('08P01', 'invalid startup packet layout: expected terminator as last byte')
  const parameters = readParameters(packet.subarray(8, -1).toString('utf8'))
  if (!parameters) return refused('08P01', 'invalid startup packet layout: expected terminator as last byte')
  const user = parameters.get('user')
  if (!user) return refused('28000', 'no PostgreSQL user name specified in startup packet')
  const replication = !['', 'false', 'off', 'no', '0'].includes(parameters.get('replication') ?? '')
  return { kind: 'start', user, database: parameters.get('database') || user, replication }
}

/** Each name and each value ends with a NUL. */
function readParameters(text: string): Map<string, string> | null {
  const parts = text.split('\0')
  if (parts.pop() !== '' || parts.length % 2 !== 0) return null
  const parameters = new Map<string, string>()
  for (let index = 0; index < parts.length; index += 2)
    parameters.set(parts[index] ?? '', parts[index + 1] ?? '')
  return parameters
}

function refused(code: string, message: string): StartupPacket {
  return { kind: 'refused', fatal: { code, message } }
}
