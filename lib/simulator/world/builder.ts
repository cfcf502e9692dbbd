import { createHash } from 'node:crypto'
import type { IamGroup, IamRole, IamUser } from '@/lib/simulator/world/iam-world'
import type { ManagedPolicy, World } from '@/lib/simulator/world/world'

type Text = string | object

export interface EntityOptions {
  path?: string
  inline?: Record<string, Text>
  /** Names of customer managed policies, or ARNs. */
  attached?: string[]
}

export interface RoleOptions extends EntityOptions {
  description?: string
  trust: Text
  boundary?: string
  tags?: Record<string, string>
  maxSessionSeconds?: number
  instanceProfiles?: string[]
  lastUsed?: { at: string; region: string }
}

export interface UserOptions extends EntityOptions {
  groups?: string[]
  boundary?: string
  tags?: Record<string, string>
  accessKeys?: { id: string; secret: string; active?: boolean }[]
  /** The secret of a virtual device that bears the user's name. */
  mfaSecret?: string
  consolePassword?: boolean
}

const CREATED = new Date('2025-03-04T09:12:00Z')

/** Puts IAM entities into a world, with the ids and ARNs that IAM would give them. */
export class WorldBuilder {
  constructor(readonly world: World) {}

  arn(kind: 'user' | 'role' | 'group' | 'policy', path: string, name: string): string {
    return `arn:${this.world.partition}:iam::${this.world.accountId}:${kind}${path}${name}`
  }

  group(name: string, options: EntityOptions = {}): IamGroup {
    const group: IamGroup = { kind: 'group', ...this.entity('group', 'AGPA', name, options) }
    this.world.groups.set(name.toLowerCase(), group)
    return group
  }

  user(name: string, options: UserOptions = {}): IamUser {
    const user: IamUser = {
      kind: 'user',
      ...this.entity('user', 'AIDA', name, options),
      groups: options.groups ?? [],
      boundary: options.boundary ? this.policyArn(options.boundary) : null,
      tags: tagList(options.tags),
      passwordLastUsed: null,
      consolePassword: options.consolePassword ?? false,
    }
    this.world.users.set(name.toLowerCase(), user)
    for (const { id, secret, active = true } of options.accessKeys ?? []) {
      this.world.accessKeys.set(id, {
        id,
        secret,
        userName: name,
        active,
        createdAt: CREATED,
        lastUsed: null,
      })
    }
    if (options.mfaSecret) this.mfaDevice(name, options.mfaSecret)
    return user
  }

  private mfaDevice(userName: string, secret: string): void {
    const serial = `arn:${this.world.partition}:iam::${this.world.accountId}:mfa/${userName}`
    this.world.mfaDevices.set(serial, { serial, userName, secret, enabledAt: CREATED, lastStep: 0 })
  }

  role(name: string, options: RoleOptions): IamRole {
    const role: IamRole = {
      kind: 'role',
      ...this.entity('role', 'AROA', name, options),
      description: options.description ?? '',
      trust: textOf(options.trust),
      boundary: options.boundary ? this.policyArn(options.boundary) : null,
      tags: tagList(options.tags),
      maxSessionSeconds: options.maxSessionSeconds ?? 3600,
      instanceProfiles: options.instanceProfiles ?? [],
      lastUsed: options.lastUsed
        ? { at: new Date(options.lastUsed.at), region: options.lastUsed.region }
        : null,
    }
    this.world.roles.set(name.toLowerCase(), role)
    return role
  }

  /** The last text is the default version. `first`: the number of the oldest version that is still kept. */
  policy(
    name: string,
    texts: Text[],
    options: { path?: string; description?: string; first?: number } = {},
  ): string {
    const { path = '/', description = '', first = 1 } = options
    const arn = this.arn('policy', path, name)
    const versions = texts.map((text, index) => ({
      id: `v${first + index}`,
      text: textOf(text),
      createdAt: new Date(CREATED.getTime() + (first + index - 1) * 24 * 3_600_000),
    }))
    this.add({ name, arn, path, description, awsManaged: false, versions })
    return arn
  }

  awsManaged(name: string, path: string, versionId: string, text: Text): string {
    const arn = `arn:${this.world.partition}:iam::aws:policy${path}${name}`
    const versions = [{ id: versionId, text: textOf(text), createdAt: CREATED }]
    this.add({ name, arn, path, description: '', awsManaged: true, versions })
    return arn
  }

  private add(
    given: Pick<ManagedPolicy, 'name' | 'arn' | 'path' | 'description' | 'awsManaged' | 'versions'>,
  ): void {
    const last = given.versions.at(-1)
    this.world.policies.set(given.arn, {
      ...given,
      id: uniqueId('ANPA', given.arn),
      createdAt: CREATED,
      updatedAt: last?.createdAt ?? CREATED,
      defaultVersionId: last?.id ?? 'v1',
      nextVersion: Number((last?.id ?? 'v0').slice(1)) + 1,
      tags: [],
    })
  }

  private policyArn(nameOrArn: string): string {
    return nameOrArn.startsWith('arn:') ? nameOrArn : this.arn('policy', '/', nameOrArn)
  }

  private entity(kind: 'user' | 'role' | 'group', prefix: string, name: string, options: EntityOptions) {
    const path = options.path ?? '/'
    const arn = this.arn(kind, path, name)
    return {
      name,
      id: uniqueId(prefix, arn),
      path,
      arn,
      createdAt: CREATED,
      inline: Object.entries(options.inline ?? {}).map(([policy, text]) => ({
        name: policy,
        text: textOf(text),
      })),
      attached: (options.attached ?? []).map(policy => this.policyArn(policy)),
    }
  }
}

function textOf(value: Text): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

/** 21 characters, the same at every start. */
export function uniqueId(prefix: string, seed: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bytes = createHash('sha256').update(seed).digest()
  return prefix + [...bytes.subarray(0, 17)].map(byte => letters[byte % 32]).join('')
}

function tagList(tags: Record<string, string> = {}) {
  return Object.entries(tags).map(([key, value]) => ({ key, value }))
}
