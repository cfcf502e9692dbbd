import { mistakeInWords } from '@/lib/access/entries/mistake-words'
import type { Fact } from './finding'
import type { ReadResource } from './read-resource'

/** Whatever else is wrong in the entries, each once. */
export function otherMistakes(group: readonly ReadResource[]): Fact[] {
  const values = group.flatMap(({ mistakes, mistake, target }) =>
    mistakes
      .filter(each => each !== mistake)
      .map(each => {
        const { says, instead } = mistakeInWords(each, target)
        return instead ? `${says}, for ${instead}` : says
      }),
  )
  return [...new Set(values)].map(value => ({ label: 'Also wrong', value }))
}
