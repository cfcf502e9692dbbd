import type { Credentials } from '@/lib/simulator/aws/access-keys'
import type { Parameters } from '@/lib/simulator/aws/parameters'
import type { ServiceName } from '@/lib/simulator/aws/service-name'
import type { XmlObject } from '@/lib/simulator/aws/xml'
import type { World } from '@/lib/simulator/world/world'

/** One verified request on its way to an operation. */
export interface Call {
  world: World
  service: ServiceName
  action: string
  region: string
  parameters: Parameters
  credentials: Credentials
  sourceIp: string
  now: Date
  settleMs: number
}

export interface Operation {
  /** ARN that the caller needs the action on; null: no permission needed. */
  resource(call: Call): string | null
  /** Condition keys that only this action carries. */
  context?(call: Call): Record<string, string | string[]>
  /** No result element when nothing is returned. */
  perform(call: Call): XmlObject | undefined
}

export type Operations = Record<string, Operation>
