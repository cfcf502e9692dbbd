import type { CauseId } from './cause'
import type { CauseTable } from './cause-words'
import { CLIENT_CAUSES, NETWORK_CAUSES } from './causes/client-causes'
import { IAM_CAUSES, TOKEN_CAUSES } from './causes/iam-causes'
import { PROXY_CAUSES } from './causes/proxy-causes'
import { TLS_CAUSES } from './causes/tls-causes'
import { INSIDE_CAUSES, USER_CAUSES } from './causes/user-causes'

/** Every cause in words; the compiler names one that is missing. */
export const ALL_CAUSES: CauseTable<CauseId> = {
  ...IAM_CAUSES,
  ...TOKEN_CAUSES,
  ...USER_CAUSES,
  ...INSIDE_CAUSES,
  ...TLS_CAUSES,
  ...CLIENT_CAUSES,
  ...NETWORK_CAUSES,
  ...PROXY_CAUSES,
}
