import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { noteServer, runningServers } from './running-servers.js'

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-running-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the servers of a data folder', () => {
  it('are those that run, each under its own address', () => {
    const one = { address: 'http://127.0.0.1:4400', pid: process.pid }
    const two = { address: 'https://gatehouse.example.com', pid: process.pid }
    const forgetOne = noteServer(folder, 4400, one)
    noteServer(folder, 4401, two)
    expect(runningServers(folder)).toEqual([one, two])
    forgetOne()
    expect(runningServers(folder)).toEqual([two])
  })

  it('are without one that was killed and could not take its note away', () => {
    const dead = 2 ** 22 + 1 // above the highest process id of Linux
    noteServer(folder, 4401, { address: 'http://127.0.0.1:4401', pid: dead })
    expect(runningServers(folder)).toEqual([])
    expect(runningServers(join(folder, 'nowhere'))).toEqual([])
  })
})
