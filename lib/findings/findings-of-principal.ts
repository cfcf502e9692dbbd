import type { Finding } from './finding'

/** What is wrong with a principal itself, with a policy that it holds, or with a connection of its. */
export function findingsOfPrincipal(
  findings: readonly Finding[],
  { arn, policyIds }: { arn: string; policyIds: ReadonlySet<string> },
): Finding[] {
  return findings.filter(
    ({ subject, affectedArns }) =>
      subject.principalArn === arn ||
      (subject.policyId !== undefined && (subject.policyId === arn || policyIds.has(subject.policyId))) ||
      affectedArns.includes(arn),
  )
}
