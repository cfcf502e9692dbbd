import { AwsError } from '@/lib/simulator/aws/aws-error'
import type { Operations } from '@/lib/simulator/aws/call'
import { CATALOG } from '@/lib/simulator/aws/rds/catalog'
import { caValidTill } from '@/lib/simulator/aws/rds/instance-xml'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { list } from '@/lib/simulator/aws/xml'

/** What the Region offers: classes, engine versions, certificates. */
export const describeOffers: Operations = {
  DescribeOrderableDBInstanceOptions: {
    resource: () => '*',
    perform({ parameters }) {
      const engine = parameters.required('Engine')
      const facts = CATALOG[engine]
      if (!facts) throw new AwsError('InvalidParameterValue', 400, `Invalid DB engine: ${engine}`)
      const wantedVersion = parameters.text('EngineVersion')
      const wantedClass = parameters.text('DBInstanceClass')
      const options = facts.versions
        .filter(version => wantedVersion === null || version === wantedVersion)
        .flatMap(version => facts.classes.map(instanceClass => ({ version, instanceClass })))
        .filter(({ instanceClass }) => wantedClass === null || instanceClass === wantedClass)
      const { items, Marker } = page(options, parameters)
      const xml = items.map(({ version, instanceClass }) => ({
        Engine: engine,
        EngineVersion: version,
        DBInstanceClass: instanceClass,
        LicenseModel: 'general-public-license',
        MultiAZCapable: true,
        ReadReplicaCapable: true,
        Vpc: true,
        SupportsStorageEncryption: true,
        StorageType: engine.startsWith('aurora') ? 'aurora' : 'gp3',
        SupportsIAMDatabaseAuthentication: facts.iamAuth(version, instanceClass),
        SupportsKerberosAuthentication: engine === 'postgres',
      }))
      return { Marker, OrderableDBInstanceOptions: list('OrderableDBInstanceOption', xml) }
    },
  },
  DescribeDBEngineVersions: {
    resource: () => '*',
    perform({ parameters }) {
      const engine = parameters.text('Engine')
      const wanted = parameters.text('EngineVersion')
      const versions = Object.entries(CATALOG)
        .filter(([name]) => engine === null || name === engine)
        .flatMap(([name, facts]) => facts.versions.map(version => ({ name, version, facts })))
        .filter(({ version }) => wanted === null || version === wanted || version.startsWith(`${wanted}.`))
      const { items, Marker } = page(versions, parameters)
      const xml = items.map(({ name, version, facts }) => ({
        Engine: name,
        EngineVersion: version,
        DBParameterGroupFamily: `${name}${version.split('.')[0]}`,
        DBEngineDescription: name,
        DBEngineVersionDescription: `${name} ${version}`,
        ExportableLogTypes: list(
          'member',
          facts.iamAuth(version, 'db.r6g.large') ? ['iam-db-auth-error'] : [],
        ),
        Status: 'available',
      }))
      return { Marker, DBEngineVersions: list('DBEngineVersion', xml) }
    },
  },
  DescribeCertificates: {
    resource: call => `arn:${call.world.partition}:rds:${call.region}:${call.world.accountId}:cert:*`,
    perform({ parameters, region, world }) {
      const wanted = parameters.text('CertificateIdentifier')
      const all = ['rds-ca-2019', 'rds-ca-rsa2048-g1', 'rds-ca-rsa4096-g1', 'rds-ca-ecc384-g1']
      const found = all.filter(name => wanted === null || name === wanted)
      if (found.length === 0)
        throw new AwsError('CertificateNotFound', 404, `Certificate ${wanted} not found.`)
      const { items, Marker } = page(found, parameters)
      const xml = items.map(name => ({
        CertificateIdentifier: name,
        CertificateType: 'CA',
        ValidFrom: '2021-05-25T22:34:57Z',
        ValidTill: caValidTill(name),
        CertificateArn: `arn:${world.partition}:rds:${region}::cert:${name}`,
      }))
      return {
        Marker,
        DefaultCertificateForNewLaunches: 'rds-ca-rsa2048-g1',
        Certificates: list('Certificate', xml),
      }
    },
  },
}
