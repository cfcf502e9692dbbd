import { shownName } from '@/components/shown-name'
import type { OtherSigner } from '@/lib/connect/connection-options'

/** Who opens it instead, as its line and its button say it: `oncall-sre, with MFA`. */
export const signerWords = ({ label, withMfa }: OtherSigner): string =>
  `${shownName(label)}${withMfa ? ', with MFA' : ''}`
