import { expect, it } from 'vitest'
import type { SimulatedPrincipal } from '@/lib/services/findings/simulate-finding'
import { principalsWords, simulatorWords } from './simulator-words'

const answer = (aws: SimulatedPrincipal['aws']): SimulatedPrincipal => ({
  answer: 'agrees',
  aws,
  ours: aws,
  detail: '',
  principal: 'role/a',
  databaseUser: 'app',
  target: 'orders',
})
const roles = (count: number) => Array.from({ length: count }, (_, index) => `role/r${index}`)

it('says one answer once, for all of them or for how many were asked', () => {
  const two = { answers: [answer('implicitDeny'), answer('implicitDeny')] }
  expect(simulatorWords(two, roles(2))).toBe('implicitDeny for all 2 roles')
  expect(simulatorWords({ answers: [answer('allowed')] }, ['user/ana'])).toBe('allowed for 1 user')
  expect(simulatorWords(two, roles(40))).toBe('implicitDeny for the first 2 of 40 roles')
})

it('counts the answers where they differ', () => {
  const mixed = { answers: [answer('implicitDeny'), answer('allowed'), answer('implicitDeny')] }
  expect(simulatorWords(mixed, roles(3))).toBe('implicitDeny for 2, allowed for 1 of 3 roles')
})

it('says principals where users and roles are among them', () => {
  expect(principalsWords(['role/a', 'user/b'])).toBe('2 principals')
  expect(principalsWords(['role/a'], 12)).toBe('12 roles')
})
