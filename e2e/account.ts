import { IAMClient } from '@aws-sdk/client-iam'
import { DescribeDBInstancesCommand, RDSClient } from '@aws-sdk/client-rds'
import { ADMINISTRATOR_KEY } from '@/lib/simulator/world/cast-users'
import type { House } from './house'

/** Somebody else at work in the same account, past Gatehouse: an administrator with the SDK. */
export function administratorOf(house: House) {
  const credentials = { accessKeyId: ADMINISTRATOR_KEY.id, secretAccessKey: ADMINISTRATOR_KEY.secret }
  const endpoint = house.simulator.awsUrl
  const rds = (region: string) => new RDSClient({ endpoint, region, credentials })
  return {
    iam: new IAMClient({ endpoint, region: 'us-east-1', credentials }),
    rds,
    async instance(region: string, name: string) {
      const answer = await rds(region).send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }))
      const [found] = answer.DBInstances ?? []
      if (!found) throw new Error(`${name} is not in ${region}`)
      return found
    },
  }
}
