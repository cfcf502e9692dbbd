import { describe, expect, it } from 'vitest'
import { readAddress, writeAddress } from './matrix-address'

const back = (query: string) => writeAddress(new URLSearchParams(), readAddress(new URLSearchParams(query)))

describe('the address holds the view', () => {
  it('reproduces selection, chips, find, view and folding', () => {
    const query =
      'as=app_ro&who=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fx&hide=denied%2Cdormant&find=eng&view=table&group=0&expand=dev_*%2Cany%2520other%2520user'
    expect(back(query).toString()).toBe(query)
  })

  it('ignores what it does not know', () => {
    expect(back('hide=nonsense,denied&view=pie&group=yes').toString()).toBe('hide=denied')
  })

  it('keeps what belongs to others and drops what is empty', () => {
    const next = writeAddress(new URLSearchParams('all=1&find=old'), {
      ...readAddress(new URLSearchParams()),
      as: 'app',
    })
    expect(next.toString()).toBe('all=1&as=app')
  })
})
