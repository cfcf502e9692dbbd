import { describe, expect, it, vi } from 'vitest'
import { MessageGuard } from './message-guard'

function message(type: string, ...body: number[]): Buffer {
  const bytes = Buffer.from([type.charCodeAt(0), 0, 0, 0, 0, ...body])
  bytes.writeInt32BE(4 + body.length, 1)
  return bytes
}
const ASK = message('R', 0, 0, 0, 3)
const OK = message('R', 0, 0, 0, 0)
const READY = message('Z', 73)
const NOTICE = message('N', 0x4d, 0x68, 0, 0)

function guard(kind: 'token' | 'password' = 'token') {
  const allowance = { bytes: 10_000, rows: 3 }
  const accepted = vi.fn()
  return { guard: new MessageGuard(allowance, kind, accepted), accepted }
}

describe('the guard before the driver', () => {
  it('passes whole messages on, however they are broken up', () => {
    const words = [NOTICE, ASK, OK, READY, message('D', 0, 0), message('C', 0)]
    const all = Buffer.concat(words)
    for (let size = 1; size <= all.length; size++) {
      const { guard: one, accepted } = guard()
      const passed: Buffer[] = []
      for (let at = 0; at < all.length; at += size) passed.push(...one.admit(all.subarray(at, at + size)))
      expect(passed).toEqual(words)
      expect(accepted).toHaveBeenCalledOnce()
    }
  })

  it('takes the token for accepted only after it was asked for', () => {
    const { guard: one, accepted } = guard()
    expect(() => [...one.admit(OK)]).toThrow('without asking')
    expect(accepted).not.toHaveBeenCalled()
  })

  it.each([2, 4, 5, 6, 7, 9, 10, 11, 12, 255])('lets no request of kind %i through to the driver', kind => {
    const request = message('R', 0, 0, 0, kind)
    expect(() => [...guard().guard.admit(request)]).toThrow('nothing was sent')
    const asked = guard().guard
    expect([...asked.admit(ASK)]).toEqual([ASK])
    expect(() => [...asked.admit(request)]).toThrow()
  })

  it.each([
    ['clear text', [ASK]],
    ['MD5', [message('R', 0, 0, 0, 5, 1, 2, 3, 4)]],
    [
      'SCRAM',
      [message('R', 0, 0, 0, 10, 65, 0, 0), message('R', 0, 0, 0, 11, 114), message('R', 0, 0, 0, 12, 118)],
    ],
  ])('lets a password be asked for once, in %s', (_, questions) => {
    const { guard: one, accepted } = guard('password')
    expect([...one.admit(Buffer.concat([...questions, OK]))]).toHaveLength(questions.length + 1)
    expect(accepted).toHaveBeenCalledOnce()
    const again = guard('password').guard
    expect(() => [...again.admit(Buffer.concat([...questions, questions[0] ?? OK]))]).toThrow()
  })

  it('stops a message longer than the whole conversation may be', () => {
    const announced = Buffer.from([0x44, 0, 0, 0x27, 0x11])
    expect(() => [...guard().guard.admit(Buffer.concat([ASK, OK, announced]))]).toThrow('impossible length')
  })

  it.each([
    ['rows', [ASK, OK, ...Array.from({ length: 4 }, () => message('D', 0, 0))], 'more rows'],
    ['bytes', Array.from({ length: 400 }, () => message('N', ...Array(30).fill(0x4d), 0, 0)), 'more bytes'],
    ['words', Array.from({ length: 1_100 }, () => NOTICE), 'did not stop'],
  ])('counts %s', (_, words, sentence) => {
    expect(() => [...guard().guard.admit(Buffer.concat(words))]).toThrow(sentence)
  })

  it.each([
    ['no field', []],
    ['no end', [0x4d, 0x68]],
    ['no last end', [0x4d, 0x68, 0]],
    ['words after the end', [0, 0x4d]],
  ])('stops an error with %s, which the driver would read for ever', (_, body) => {
    expect(() => [...guard().guard.admit(message('E', ...body))]).toThrow('without an end')
  })
})
