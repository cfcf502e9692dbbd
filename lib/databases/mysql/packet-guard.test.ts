import { describe, expect, it, vi } from 'vitest'
import { CAPABILITY, OURS, packet } from './mysql-packets'
import { PacketGuard } from './packet-guard'

const body = (...parts: (number | string)[]) =>
  Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from([part]))),
  )
const switchTo = (plugin: string, salt = '') => body(0xfe, `${plugin}\0`, salt)
const SALT = `${'s'.repeat(20)}\0`
const OK = body(0, 0, 0, 2, 0, 0, 0)
const END = body(0xfe, 0, 0, 2, 0)
const ERROR = body(0xff, 0x15, 4, '#28000Access denied')
const COLUMN = body(3, 'def', 0, 0, 0, 4, 'name', 4, 'name', 0x0c, 45, 0, 255, 0, 0, 0, 253, 0, 0, 0, 0, 0)

function introduction(): Buffer {
  const fixed = Buffer.alloc(32)
  fixed.writeUInt32LE((OURS & ~CAPABILITY.ssl) >>> 0, 0)
  return packet(1, Buffer.concat([fixed, Buffer.from('app\0\x01xmysql_native_password\0')]))
}

function guarded(kind: 'token' | 'password' = 'token') {
  const accepted = vi.fn()
  const guard = new PacketGuard({ bytes: 100_000, rows: 3 }, kind, accepted)
  const admit = (...packets: Buffer[]) => [...guard.admit(Buffer.concat(packets))]
  const introduced = guard.send(introduction())
  const signIn = () => {
    admit(packet(3, switchTo('mysql_clear_password')))
    guard.send(packet(3, body('token\0')))
    admit(packet(5, OK))
  }
  const ask = () => guard.send(packet(0, body(3, 'select 1')))
  return { guard, accepted, admit, introduced, signIn, ask }
}

describe('what may come in', () => {
  it('is the same whatever the pieces it arrives in, and numbered as the driver counts', () => {
    const answer = [body(1), COLUMN, END, body(3, 'app'), END]
    const words = answer.map((each, at) => packet(1 + at, each))
    const all = Buffer.concat(words)
    for (let size = 1; size <= all.length; size++) {
      const { guard, signIn, ask } = guarded()
      signIn()
      ask()
      const passed: Buffer[] = []
      for (let at = 0; at < all.length; at += size) passed.push(...guard.admit(all.subarray(at, at + size)))
      expect(passed).toEqual(words)
    }
  })

  it('takes the token for accepted only after it was asked for and given', () => {
    const { admit, accepted, guard } = guarded()
    expect(admit(packet(3, switchTo('mysql_clear_password')))[0]?.[3]).toBe(2)
    expect(() => admit(packet(4, OK))).toThrow('without asking for the token')
    expect(accepted).not.toHaveBeenCalled()
    const other = guarded()
    other.signIn()
    expect(other.accepted).toHaveBeenCalledOnce()
    expect(guard).toBeDefined()
  })

  it.each([
    'mysql_native_password',
    'caching_sha2_password',
    'sha256_password',
    'dialog',
    'toString',
    'client_ed25519',
  ])('lets no server ask for the token by %s', plugin => {
    expect(() => guarded().admit(packet(3, switchTo(plugin, SALT)))).toThrow('so nothing was sent')
  })

  it('lets a password be asked for as the two families keep one, and never in clear text', () => {
    for (const plugin of ['mysql_native_password', 'caching_sha2_password'])
      expect(guarded('password').admit(packet(3, switchTo(plugin, SALT)))).toHaveLength(1)
    for (const plugin of ['mysql_clear_password', 'sha256_password', 'dialog'])
      expect(() => guarded('password').admit(packet(3, switchTo(plugin, SALT)))).toThrow('nothing was sent')
  })

  it('lets a password go on only where MySQL 8 goes on, and a token never', () => {
    const { admit, guard, accepted } = guarded('password')
    admit(packet(3, switchTo('caching_sha2_password', SALT)))
    guard.send(packet(3, body('noise')))
    admit(packet(5, body(1, 4)))
    guard.send(packet(5, body('password\0')))
    admit(packet(7, OK))
    expect(accepted).toHaveBeenCalledOnce()
    const other = guarded('password')
    other.admit(packet(3, switchTo('caching_sha2_password', SALT)))
    other.guard.send(packet(3, body('noise')))
    expect(() => other.admit(packet(5, body(1, '-----BEGIN PUBLIC KEY-----')))).toThrow('something unknown')
  })

  it.each([
    ['a file of ours', [body(0xfb, '/etc/passwd')], 'a file of this machine'],
    ['more rows than asked', [body(1), COLUMN, END, ...Array(4).fill(body(1, 'a'))], 'more rows'],
    ['a second answer', [body(0, 0, 0, 0x0a, 0, 0, 0)], 'nobody asked for'],
    ['more columns than a scan has', [body(65)], 'more columns'],
    ['a row that runs over its end', [body(1), COLUMN, END, body(9, 'a')], 'row that cannot be read'],
    ['a row with bytes behind it', [body(1), COLUMN, END, body(1, 'ab')], 'row that cannot be read'],
    ['a column of nothing', [body(1), body(0)], 'column that cannot be read'],
    ['a second answer behind the first', [OK, OK], 'without being asked'],
  ])('stops %s', (_, bodies, sentence) => {
    const { admit, signIn, ask } = guarded()
    signIn()
    ask()
    expect(() => admit(...bodies.map((each, at) => packet(1 + at, each)))).toThrow(sentence)
  })

  it('counts bytes over the whole conversation', () => {
    const { admit, signIn, ask } = guarded()
    signIn()
    const wide = Buffer.concat([body(0xfd, 0x40, 0x9c, 0), Buffer.alloc(40_000, 'x')])
    const answer = [body(1), COLUMN, END, wide, END].map((each, at) => packet(1 + at, each))
    ask()
    admit(...answer)
    ask()
    admit(...answer)
    ask()
    expect(() => admit(...answer)).toThrow('more bytes')
  })

  it('goes on after an error of one statement, and takes nothing more after a refusal', () => {
    const { admit, signIn, ask } = guarded()
    signIn()
    ask()
    admit(packet(1, ERROR))
    ask()
    expect(admit(packet(1, OK))).toHaveLength(1)
    const refused = guarded()
    refused.admit(packet(3, ERROR))
    expect(() => refused.admit(packet(4, OK))).toThrow('at this point')
  })
})

describe('what goes out', () => {
  it('stands behind the request for TLS and repeats its capabilities, which alone count for MySQL', () => {
    const { introduced } = guarded()
    expect(introduced[3]).toBe(2)
    expect(introduced.readUInt32LE(4)).toBe(OURS)
    expect(introduced.toString('latin1')).toContain('mysql_native_password\0')
  })

  it('with a password names a plugin that nobody keeps one by, so that the salt is sent anew', () => {
    const { introduced } = guarded('password')
    expect(introduced.readUIntLE(0, 3)).toBe(introduced.length - 4)
    expect(introduced.toString('latin1')).toMatch(/xmysql_clear_password\0$/)
  })

  it.each([2, 4, 0x11, 0x16, 0x1f])('is never a command of kind %i', kind => {
    const { guard, signIn } = guarded()
    signIn()
    expect(() => guard.send(packet(0, body(kind, 'orders')))).toThrow('nobody meant to say')
  })
})
