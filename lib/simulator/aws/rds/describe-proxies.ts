import type { Call, Operations } from '@/lib/simulator/aws/call'
import { page } from '@/lib/simulator/aws/rds/rds-paging'
import { findProxy, rdsArn, regionOf } from '@/lib/simulator/aws/rds/region'
import { members, type XmlObject } from '@/lib/simulator/aws/xml'
import type { DbProxy } from '@/lib/simulator/world/rds-world'

const DEFAULT_PORTS = { MYSQL: 3306, POSTGRESQL: 5432, SQLSERVER: 1433 }

/** A proxy's ARN ends in its `prx-` id, so a call by name is checked against that. */
function proxyArn(call: Call): string {
  const name = call.parameters.text('DBProxyName')
  const found = name ? call.world.rds.get(call.region)?.proxies.get(name.toLowerCase()) : undefined
  return found?.arn ?? rdsArn(call, 'db-proxy', name)
}

export const describeProxies: Operations = {
  DescribeDBProxies: {
    resource: proxyArn,
    perform(call) {
      const name = call.parameters.text('DBProxyName')
      const all = name ? [findProxy(call, name)] : [...regionOf(call).proxies.values()]
      const { items, Marker } = page(all, call.parameters)
      return { Marker, DBProxies: members(items.map(proxyXml)) }
    },
  },
  DescribeDBProxyTargets: {
    resource: proxyArn,
    perform(call) {
      const proxy = findProxy(call, call.parameters.required('DBProxyName'))
      const { items, Marker } = page(proxy.targets, call.parameters)
      return { Marker, Targets: members(items.map(target => targetXml(call, proxy, target))) }
    },
  },
  DescribeDBProxyEndpoints: {
    resource: call =>
      call.parameters.text('DBProxyName') ? proxyArn(call) : rdsArn(call, 'db-proxy-endpoint', null),
    perform(call) {
      const name = call.parameters.text('DBProxyName')
      const proxies = name ? [findProxy(call, name)] : [...regionOf(call).proxies.values()]
      const all = proxies.flatMap(proxy => endpointsXml(call, proxy))
      const { items, Marker } = page(all, call.parameters)
      return { Marker, DBProxyEndpoints: members(items) }
    },
  },
}

function proxyXml(proxy: DbProxy): XmlObject {
  return {
    DBProxyName: proxy.name,
    DBProxyArn: proxy.arn,
    Status: proxy.status,
    EngineFamily: proxy.engineFamily,
    VpcId: 'vpc-0a1b2c3d4e5f60718',
    DefaultAuthScheme: proxy.defaultAuthScheme,
    Auth: members(
      proxy.auth.map(({ secretArn, iamAuth, description, userName }) => ({
        Description: description,
        UserName: userName,
        AuthScheme: 'SECRETS',
        SecretArn: secretArn,
        IAMAuth: iamAuth,
        ClientPasswordAuthType: 'POSTGRES_SCRAM_SHA_256',
      })),
    ),
    RoleArn: proxy.roleArn,
    Endpoint: proxy.address,
    RequireTLS: proxy.requireTls,
    IdleClientTimeout: 1800,
    DebugLogging: false,
    CreatedDate: proxy.createdAt,
    UpdatedDate: proxy.createdAt,
  }
}

function targetXml(call: Call, proxy: DbProxy, target: DbProxy['targets'][number]): XmlObject {
  const region = regionOf(call)
  const instance = target.instance ? region.instances.get(target.instance) : undefined
  return {
    TargetArn: instance?.arn,
    Endpoint: instance?.address,
    TrackedClusterId: target.cluster,
    RdsResourceId: target.instance ?? target.cluster,
    Port: instance?.port ?? DEFAULT_PORTS[proxy.engineFamily],
    Type: target.cluster ? 'TRACKED_CLUSTER' : 'RDS_INSTANCE',
    Role: 'READ_WRITE',
    TargetHealth: {
      State: target.health,
      Reason: target.health === 'AVAILABLE' ? undefined : 'AUTH_FAILURE',
    },
  }
}

function endpointsXml(call: Call, proxy: DbProxy): XmlObject[] {
  const first = { name: 'default', address: proxy.address, role: 'READ_WRITE' }
  return [first, ...proxy.endpoints].map(({ name, address, role }) => ({
    DBProxyEndpointName: name,
    DBProxyEndpointArn: rdsArn(
      call,
      'db-proxy-endpoint',
      `${proxy.resourceId.replace('prx-', 'prx-endpoint-')}`,
    ),
    DBProxyName: proxy.name,
    Status: 'available',
    VpcId: 'vpc-0a1b2c3d4e5f60718',
    Endpoint: address,
    CreatedDate: proxy.createdAt,
    TargetRole: role,
    IsDefault: name === 'default',
  }))
}
