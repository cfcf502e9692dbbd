import 'server-only'
import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import type { Account } from '@/lib/account'
import { awsFact } from '@/lib/aws/aws-facts'
import { callAws, fromAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'
import { decodeDocument } from '@/lib/aws/decode-document'
import type { Documents } from '@/lib/aws/iam-documents'
import { type MappedPolicy, mapManagedPolicy } from '@/lib/aws/iam-mapping'
import { inTurn } from '@/lib/aws/in-turn'

const ONE_HOUR = 60 * 60 * 1000
const nameOf = (policyArn: string) => policyArn.split('/').at(-1) ?? policyArn

async function readDetail(account: Account, policyArn: string) {
  const doing = `read the policy ${nameOf(policyArn)}`
  const { Policy } = await callAws(account, { action: 'iam:GetPolicy', doing }, () =>
    iamClient(account).send(new GetPolicyCommand({ PolicyArn: policyArn })),
  )
  const versionId = Policy?.DefaultVersionId ?? 'v1'
  const { PolicyVersion } = await callAws(account, { action: 'iam:GetPolicyVersion', doing }, () =>
    iamClient(account).send(new GetPolicyVersionCommand({ PolicyArn: policyArn, VersionId: versionId })),
  )
  const versions = PolicyVersion
    ? [{ ...PolicyVersion, Document: decodeDocument(PolicyVersion.Document) }]
    : []
  return { ...Policy, PolicyVersionList: versions }
}

/** AWS managed policies change about once a year; the account's own are never kept. */
const fetchDetail = (account: Account, policyArn: string) =>
  policyArn.includes(':iam::aws:policy/')
    ? awsFact(account, `policy ${policyArn}`, ONE_HOUR, () => readDetail(account, policyArn))
    : readDetail(account, policyArn)

/** Policies that are attached or used as a boundary but missing from the account's answer. */
export async function readMissingPolicies(
  account: Account,
  arns: readonly string[],
  documents: Documents,
  at: string,
): Promise<MappedPolicy[]> {
  const found = await inTurn(arns, 6, async policyArn => {
    try {
      return mapManagedPolicy(await fetchDetail(account, policyArn), documents)
    } catch (error) {
      const subject = nameOf(policyArn)
      const failure = fromAws(account, error, {
        action: 'iam:GetPolicyVersion',
        doing: `read the policy ${subject}`,
      })
      const { message, answer, missingAction } = failure
      const id = `policy:${subject}`
      documents.caveats.push({ id, scope: 'policy', subject, message, answer, missingAction, at })
      return null
    }
  })
  return found.filter(policy => policy !== null)
}
