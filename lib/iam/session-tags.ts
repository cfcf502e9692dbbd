import { byText } from './by-text'
import { matchAction } from './match-action'
import { preparePolicy } from './prepare-policy'
import { NO } from './ternary'

/**
 * Whether a session of a role may bring tags of its own, transitive ones included: STS takes them only where the trust policy
 * allows sts:TagSession, whoever assumes the role and by whichever call (IAM User Guide, "Pass session tags in AWS STS").
 */
export const mayTagSession = byText((trustText): boolean =>
  preparePolicy(trustText, 'trust').statements.some(
    ({ statement, mayAllow }) => mayAllow && matchAction(statement, 'sts:tagsession') !== NO,
  ),
)
