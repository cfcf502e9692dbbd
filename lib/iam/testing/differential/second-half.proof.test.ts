import { test } from 'vitest'
import { expectAgreement } from './expect-agreement'

// In two files, so that both processors work on it.
test('the engine agrees with the plain evaluator on 100,000 generated cases', () => {
  expectAgreement(20081017, 100_000)
}, 900_000)
