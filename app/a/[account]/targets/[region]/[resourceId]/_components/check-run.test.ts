import { describe, expect, it } from 'vitest'
import { addTo, askedWords, checkScope, NOTHING_YET, runWords } from './check-run'

const column = (name: string, kind: 'user' | 'missing' | 'pattern' | 'anyOther' = 'user') => ({ name, kind })
const row = (names: string[], current = 0, old = 0, asFarAsRead = true) => ({
  principals: names,
  asFarAsRead,
  asked: { current, old },
})
const columns = [
  column('app'),
  column('ghost', 'missing'),
  column('dev_*', 'pattern'),
  column('any other user', 'anyOther'),
]
const rows = [row(['a', 'b'], 4), row(['c'], 1, 1), row(['linked'], 0, 0, false), row(['d'])]

describe('what is asked', () => {
  it('is the rows in view times the names; patterns cannot be asked, exempt principals need not', () => {
    const scope = checkScope({ columns, rows }, [0, 1, 2, 3, 3])
    expect(scope).toEqual({ principals: ['c', 'd', 'a', 'b'], cells: 8, asked: 5, old: 1 })
    expect(askedWords(scope)).toBe('AWS was asked about 5 of 8 cells, 1 answer is old')
  })

  it('is only what is in view', () => {
    expect(checkScope({ columns, rows }, [3])).toEqual({ principals: ['d'], cells: 2, asked: 0, old: 0 })
    expect(askedWords(checkScope({ columns, rows }, [3]))).toBe('AWS was not asked')
  })

  it('is nothing where no column has a name', () => {
    expect(checkScope({ columns: columns.slice(2), rows }, [0]).principals).toEqual([])
  })
})

describe('what is said of a run', () => {
  const some = { principals: 10, cells: 150, refused: 1, gone: 0, saved: true }
  const done = { phase: 'done', total: 33, left: 0, stopped: null, ...some } as const

  it('how far it is', () => {
    expect(runWords({ phase: 'idle' })).toBe('')
    expect(runWords({ phase: 'asking', total: 33, ...some })).toBe('Asking AWS: 10 of 33 principals')
    expect(runWords({ phase: 'stopping', total: 33, ...some })).toBe('Stopping after 10 of 33 principals')
  })

  it('what AWS said, and what it was not asked', () => {
    expect(runWords(done)).toBe('The organisation denies 1 cell, of 150 asked.')
    expect(runWords({ ...done, refused: 0, left: 12 })).toBe(
      'The organisation denies none of these, of 150 asked. 12 principals not asked: check again to go on.',
    )
  })

  it('what stopped it, and that the answers until then are kept', () => {
    const stopped = { message: 'AWS asks for fewer calls.', answer: null }
    expect(runWords({ ...done, stopped })).toBe(
      'Stopped after 10 of 33 principals; what AWS said until then is kept. AWS asks for fewer calls. The organisation denies 1 cell, of 150 asked.',
    )
    expect(runWords({ ...done, stopped: 'byHand', gone: 2, saved: false })).toBe(
      'Stopped after 10 of 33 principals; what AWS said until then is kept. The organisation denies 1 cell, of 150 asked. 2 principals are gone. The records cannot be written: the answers are kept until this server stops.',
    )
  })

  it('adds up, and one answer that could not be saved is enough to say so', () => {
    const twice = addTo(addTo(NOTHING_YET, some), { ...some, saved: false })
    expect(twice).toEqual({ principals: 20, cells: 300, refused: 2, gone: 0, saved: false })
  })
})
