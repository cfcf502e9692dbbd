import { expect, it } from 'vitest'
import { choiceQuery, isChosenBy } from './choice-address'
import { parseTogetherQuery } from './search-params'

const all = ['a', 'b', 'c', 'd']
const chosenBy = (chosen: string[]) => {
  const query = parseTogetherQuery({ kind: 'rule', fix: 'remove', ...choiceQuery(all, new Set(chosen)) })
  return all.filter(isChosenBy(query))
}

it('gives back any choice from the address, none and all included', () => {
  for (const chosen of [[], ['a'], ['b', 'd'], ['a', 'b', 'c'], all]) expect(chosenBy(chosen)).toEqual(chosen)
})

it('names whichever are fewer', () => {
  expect(choiceQuery(all, new Set(['a']))).toEqual({ only: ['a'], without: [] })
  expect(choiceQuery(all, new Set(['a', 'b', 'c']))).toEqual({ only: [], without: ['d'] })
  expect(choiceQuery(all, new Set(all))).toEqual({ only: [], without: [] })
})
