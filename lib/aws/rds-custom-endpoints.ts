import 'server-only'
import type { OtherEndpoint, Target } from '@/lib/access/model/target'
import type { Account } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { describeClusterEndpoints } from '@/lib/aws/rds-describe'
import { AppError } from '@/lib/errors'

const TEN_MINUTES = 10 * 60 * 1000

const LEADS_TO: Readonly<Record<string, NonNullable<OtherEndpoint['leadsTo']>>> = {
  READER: 'readers',
  WRITER: 'writer',
  ANY: 'any',
}

/** The cluster lists the hosts of its custom endpoints; of what kind each is, is asked of the clusters that have some. */
export async function withCustomEndpoints(
  account: Account,
  target: Target,
  unread: (error: AppError) => void,
): Promise<Target> {
  const { name, region } = target
  if (!target.otherEndpoints.some(({ kind }) => kind === 'custom')) return target
  try {
    const told = await awsFact(account, `endpoints ${region} ${name}`, TEN_MINUTES, () =>
      describeClusterEndpoints(account, region, name),
    )
    const kinds = new Map(told.map(each => [each.Endpoint?.toLowerCase(), each.CustomEndpointType]))
    const otherEndpoints = target.otherEndpoints.map(endpoint => {
      const leadsTo = LEADS_TO[kinds.get(endpoint.host) ?? '']
      return endpoint.kind === 'custom' && leadsTo ? { ...endpoint, leadsTo } : endpoint
    })
    return { ...target, otherEndpoints }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    unread(error)
    return target
  }
}
