export interface Tag {
  key: string
  value: string
}

export interface InlinePolicy {
  name: string
  /** As stored by IAM; the cast holds documents that today's IAM would refuse. */
  text: string
}

interface Entity {
  name: string
  id: string
  path: string
  arn: string
  createdAt: Date
  inline: InlinePolicy[]
  /** ARNs of managed policies. */
  attached: string[]
}

export interface IamGroup extends Entity {
  kind: 'group'
}

export interface IamUser extends Entity {
  kind: 'user'
  groups: string[]
  boundary: string | null
  tags: Tag[]
  passwordLastUsed: Date | null
  consolePassword: boolean
}

export interface IamRole extends Entity {
  kind: 'role'
  description: string
  trust: string
  boundary: string | null
  tags: Tag[]
  maxSessionSeconds: number
  instanceProfiles: string[]
  lastUsed: { at: Date; region: string } | null
}

export type IamEntity = IamUser | IamRole | IamGroup
