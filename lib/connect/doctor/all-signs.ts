import type { Sign } from './sign'
import { CLIENT_SIGNS } from './signs/client-signs'
import { IAM_SIGNS } from './signs/iam-signs'
import { NETWORK_SIGNS } from './signs/network-signs'
import { PROXY_SIGNS } from './signs/proxy-signs'
import { TLS_SIGNS } from './signs/tls-signs'
import { USER_SIGNS } from './signs/user-signs'

export const ALL_SIGNS: readonly Sign[] = [
  ...PROXY_SIGNS,
  ...IAM_SIGNS,
  ...USER_SIGNS,
  ...CLIENT_SIGNS,
  ...TLS_SIGNS,
  ...NETWORK_SIGNS,
]
