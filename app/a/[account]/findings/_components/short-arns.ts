import { shortenMiddle } from '@/lib/format'

/** Rules about exactly the part that is left out. */
const ABOUT_THE_MIDDLE = new Set([
  'other-region',
  'other-account',
  'other-partition',
  'misspelled-resource',
  'capitals-in-arn',
])

/** `arn:aws:rds-db:…:dbuser:db-7QK4M2XV…6DZEPA/app_readonly`: what people compare fits. Copies and facts keep all of it. */
export function shortArns(text: string, rule: string): string {
  if (ABOUT_THE_MIDDLE.has(rule)) return text
  return text
    .replace(/(:rds-db:)[a-z0-9-]+:\d{12}(:dbuser:)/g, '$1…$2')
    .replace(/(?<=:dbuser:)(?:db|cluster|prx)-[A-Z0-9]{20,}(?=\/)/gi, id => shortenMiddle(id, 11, 6))
}
