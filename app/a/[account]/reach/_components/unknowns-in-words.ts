import type { ReachUnknowns } from '@/lib/access/reach/reach-unknowns'
import { formatCount, formatNumber } from '@/lib/format'

/** What the counts leave open, a sentence each; nothing where all is known. */
export function unknownsInWords({ targets, unread, proxies, notEvaluated }: ReachUnknowns): string[] {
  const sentences: string[] = []
  if (unread > 0)
    sentences.push(
      `The users of ${formatNumber(unread)} of ${formatCount(targets, 'target')} were not read: there the verdicts stand on IAM and the switch, and only names that policies give are counted.`,
    )
  if (proxies > 0)
    sentences.push(
      `${formatCount(proxies, 'RDS Proxy is', 'RDS Proxies are')} judged up to the proxy. How it signs in to the database behind it is another question.`,
    )
  if (notEvaluated > 0)
    sentences.push(
      `${formatCount(notEvaluated, 'principal holds', 'principals hold')} something that could not be read: where it decides, they are counted as not evaluated.`,
    )
  return sentences
}
