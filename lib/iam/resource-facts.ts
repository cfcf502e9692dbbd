import { parseArn } from './arn'

/** What an ARN says of a request on it, under these keys in lower case. */
export const RESOURCE_KEYS: ReadonlySet<string> = new Set(['aws:requestedregion', 'aws:resourceaccount'])

/** Resources of one site have one Region and one account. */
export interface Site {
  name: string
  facts: Record<string, string>
}

/** IAM User Guide, "AWS global condition context keys": the Region that was called, the account that owns the resource. */
export function siteOf(resource: string): Site {
  const { region = '', account = '' } = parseArn(resource) ?? {}
  const facts: Record<string, string> = {}
  if (region !== '') facts['aws:RequestedRegion'] = region
  if (/^\d{12}$/.test(account)) facts['aws:ResourceAccount'] = account
  return { name: JSON.stringify(facts), facts }
}
