import { expect, it } from 'vitest'
import { roleSessionName } from './role-session-name'

it.each([
  ['mira.okafor@example.com', 'mira.okafor@example.com'],
  ['root (local)', 'root-local'],
  ['José Núñez', 'Jose-Nunez'],
  ["Siobhán O'Neill", 'Siobhan-O-Neill'],
  ['x', 'gatehouse-x'],
  ['Мира Окафор', 'gatehouse-person'],
  ['三浦', 'gatehouse-person'],
  ['"; DROP', 'DROP'],
  ['a\u0000b\r\nc', 'a-b-c'],
  ['n'.repeat(80), 'n'.repeat(64)],
])('tells CloudTrail of %j as %j, which STS takes', (person, name) => {
  expect(roleSessionName(person)).toBe(name)
  expect(name).toMatch(/^[\w+=,.@-]{2,64}$/)
})
