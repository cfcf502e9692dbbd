import { AwsError } from '@/lib/simulator/aws/aws-error'

/** "IAM and AWS STS quotas", IAM User Guide, defaults. White space is not counted in policies. */
export const QUOTAS = {
  policies: 1500,
  policySize: 6144,
  versionsPerPolicy: 5,
  attached: { user: 10, group: 10, role: 20 },
  inlineSize: { user: 2048, group: 5120, role: 10_240 },
  tags: 50,
} as const

export function policySize(text: string): number {
  return text.replace(/\s/g, '').length
}

export function limitExceeded(sentence: string): AwsError {
  return new AwsError('LimitExceeded', 409, sentence)
}
