import type { IamQuotas } from '@/lib/access/model/inventory'
import type { PlanProblem, PlanStep } from '../grant-plan'
import { attachedLimit } from '../quotas'
import { isManagedId, type Subject, type SubjectKind } from '../subject'

const titles: Record<SubjectKind, string> = {
  user: 'AttachUserPolicy',
  role: 'AttachRolePolicy',
  group: 'AttachGroupPolicy',
}

export const nameFields: Record<SubjectKind, string> = {
  user: 'UserName',
  role: 'RoleName',
  group: 'GroupName',
}

/** One attachment for each subject that does not have the policy yet. */
export function attachSteps(
  subjects: Subject[],
  policyArn: string,
  quotas: IamQuotas,
): { steps: PlanStep[]; attachments: { subject: Subject; policyId: string }[]; problems: PlanProblem[] } {
  const missing = subjects.filter(subject => !subject.policyIds.includes(policyArn))
  const problems: PlanProblem[] = []
  const steps = missing.map(subject => {
    const after = subject.policyIds.filter(isManagedId).length + 1
    const limit = attachedLimit(quotas, subject.kind)
    if (after > limit) {
      problems.push({
        field: 'placement',
        message: `${subject.label} already has ${limit} managed policies, and ${limit} is its quota. Detach one, add to one it has, or store this inline.`,
      })
    }
    return {
      call: {
        service: 'iam' as const,
        action: titles[subject.kind],
        input: { [nameFields[subject.kind]]: subject.name, PolicyArn: policyArn },
      },
      title: titles[subject.kind],
      subject: subject.label,
      note: `${after} of ${limit} policies after`,
      locks: subject.arn,
    }
  })
  return { steps, attachments: missing.map(subject => ({ subject, policyId: policyArn })), problems }
}
