import { describe, expect, it } from 'vitest'
import { corpus, figureOf, isRightFirst, isWithinThree } from './testing/corpus'

describe('texts of public reports', () => {
  const halves = {
    gathered: corpus('gathered'),
    heldBack: corpus('held-back'),
    second: corpus('held-back-again'),
  }
  const all = Object.values(halves).flat()

  it('are at least 120, each with its source, its cause and none of its secrets', () => {
    expect(all.length).toBeGreaterThanOrEqual(120)
    for (const { source, cause, text } of all) {
      expect(source).toMatch(/^[\w.-]+\/[\w.-]+#\d+$|^AWS, /)
      expect(cause).not.toBe('')
      expect(text).not.toMatch(/X-Amz-Signature=[0-9a-f]{16}|A[KS]IA[A-Z0-9]{12}|password=\S{6}/i)
    }
  })

  it.each(all.filter(({ alsoFirst }) => alsoFirst.length === 0))('$source: $cause stands first', each => {
    expect(isRightFirst(each)).toBe(true)
  })

  it('where the text alone cannot tell, one of its possible causes stands first', () => {
    const wrong = all.filter(each => each.alsoFirst.length > 0 && !isRightFirst(each))
    expect(wrong.map(({ source }) => source)).toEqual([])
  })

  it('what it was in the end is among the first three in nine of ten, and none is wrong', () => {
    expect(all.filter(isWithinThree).length / all.length).toBeGreaterThan(0.9)
    expect(figureOf(all)).toMatchObject({ texts: all.length, rightFirst: all.length, wrong: 0 })
  })
})
