import type { ContextValue } from '@/lib/iam/index'
import { type Credentials, findPrincipal } from '@/lib/simulator/aws/access-keys'
import type { World } from '@/lib/simulator/world/world'

/** What AWS knows of the caller itself: "AWS global condition context keys", IAM User Guide. */
export function principalContext(world: World, credentials: Credentials): Record<string, ContextValue> {
  const { principalArn, session, userId } = credentials
  const principal = findPrincipal(world, principalArn)
  const context: Record<string, ContextValue> = {
    'aws:PrincipalArn': principalArn,
    'aws:PrincipalAccount': principalArn.split(':')[4] ?? '',
    'aws:PrincipalType': principalArn.includes(':role/') ? 'AssumedRole' : 'User',
    'aws:userid': userId,
  }
  if (world.organization) context['aws:PrincipalOrgID'] = world.organization.id
  if (principal?.kind === 'user') context['aws:username'] = principal.name
  for (const tag of principal?.tags ?? []) context[`aws:PrincipalTag/${tag.key}`] = tag.value
  if (session) {
    for (const tag of session.tags) context[`aws:PrincipalTag/${tag.key}`] = tag.value
    context['aws:MultiFactorAuthPresent'] = String(session.mfaAt !== undefined)
    context['aws:TokenIssueTime'] = session.issuedAt.toISOString()
  }
  return context
}

export function timeContext(now: Date, { session }: Credentials): Record<string, ContextValue> {
  const age = session?.mfaAt && Math.floor((now.getTime() - session.mfaAt.getTime()) / 1000)
  return {
    ...(age === undefined ? {} : { 'aws:MultiFactorAuthAge': String(age) }),
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
  }
}
