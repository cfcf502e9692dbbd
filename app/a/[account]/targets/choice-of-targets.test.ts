import { expect, it } from 'vitest'
import { isChosenBy, targetChoice } from './choice-of-targets'

const shown = ['a/1', 'a/2', 'a/3', 'b/4']
const filter = { q: 'a', iam: ['off'], open: ['x'], sort: 'iam', dir: null }
const chosenBy = (choice: Record<string, string | string[] | null>, all = shown) =>
  all.filter(
    isChosenBy({ only: (choice.only ?? []) as string[], without: (choice.without ?? []) as string[] }),
  )

it('gives back any choice from the address', () => {
  for (const chosen of [['a/1'], ['a/1', 'b/4'], ['a/1', 'a/2', 'a/3'], shown])
    expect(chosenBy(targetChoice(shown, new Set(chosen), filter))).toEqual(chosen)
})

it('names the filter where most of it is chosen, and each target where few are', () => {
  expect(targetChoice(shown, new Set(shown), filter)).toEqual({ q: 'a', iam: ['off'], without: [] })
  expect(targetChoice(shown, new Set(['a/2']), filter)).toEqual({ only: ['a/2'] })
})

it('never says "all of the filter" of a choice that the filter does not hold whole', () => {
  const choice = targetChoice(shown, new Set([...shown, 'c/9']), filter)
  expect(chosenBy(choice, [...shown, 'c/9', 'd/1'])).toEqual([...shown, 'c/9'])
})
