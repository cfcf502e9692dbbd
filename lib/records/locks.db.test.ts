import { afterAll, expect, it, vi } from 'vitest'
import { ownRecords } from '@/lib/records/testing/own-records'
import { withLocks } from './locks'
import { records } from './pool'

ownRecords()

afterAll(() => void vi.useRealTimers())

async function holder(): Promise<number> {
  const { rows } = await (await records()).query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name = 'gatehouse locks' and state like 'idle in%'`,
  )
  return rows[0]?.pid ?? 0
}

it('a session that hangs keeps nobody waiting for ever, whose change is done', async () => {
  await records()
  let hang = (_pid: number) => {}
  const hung = new Promise<number>(resolve => {
    hang = resolve
  })
  let over = false
  const done = withLocks(['a target'], async () => {
    const pid = await holder()
    process.kill(pid, 'SIGSTOP')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    hang(pid)
    return 'changed'
  }).finally(() => {
    over = true
  })
  const pid = await hung
  try {
    for (let second = 0; second < 40 && !over; second += 1) await vi.advanceTimersByTimeAsync(1_000)
    expect(over).toBe(true)
    expect(await done).toBe('changed')
  } finally {
    process.kill(pid, 'SIGCONT')
  }
})
