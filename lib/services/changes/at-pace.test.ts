import { expect, it } from 'vitest'
import { atPace, type Came } from './at-pace'

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)

/** Everything that was begun, in order, and the most that ran at once. */
async function paced(count: number, most: number, came: (item: number, turn: number) => Came) {
  const begun: number[] = []
  const widths: number[] = []
  let running = 0
  await atPace(numbers(count), most, async item => {
    begun.push(item)
    running += 1
    widths.push(running)
    await new Promise(setImmediate)
    running -= 1
    return came(item, begun.filter(one => one === item).length)
  })
  return { begun, widths }
}

it('works on each once, never on more at once than allowed', async () => {
  const { begun, widths } = await paced(20, 4, () => 'next')
  expect(begun).toEqual(numbers(20))
  expect(Math.max(...widths)).toBe(4)
})

it('halves when throttled, tries that one again at the end, and grows again when it is calm', async () => {
  const { begun, widths } = await paced(60, 4, (item, turn) =>
    item < 2 && turn === 1 ? 'throttled' : 'next',
  )
  expect(begun.slice(-2).sort()).toEqual([0, 1])
  expect(begun).toHaveLength(62)
  expect(Math.max(...widths.slice(6, 10))).toBe(1)
  expect(Math.max(...widths.slice(40))).toBe(4)
})

it('begins nothing further once told to stop, or throttled twice by the same', async () => {
  expect((await paced(20, 2, item => (item === 1 ? 'stop' : 'next'))).begun.length).toBeLessThanOrEqual(3)
  expect((await paced(1, 2, () => 'throttled')).begun).toEqual([0, 0])
})

it('waits for what has begun before it fails', async () => {
  const ended: number[] = []
  const work = async (item: number): Promise<Came> => {
    if (item === 0) throw new Error('no records')
    await new Promise(setImmediate)
    ended.push(item)
    return 'next'
  }
  await expect(atPace(numbers(9), 3, work)).rejects.toThrow('no records')
  expect(ended).toEqual([1, 2])
})
