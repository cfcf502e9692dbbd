import 'server-only'

interface Facts {
  context: Record<string, string>
  absentKeys: string[]
}

const principalTags = (tags: Record<string, string>) =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:PrincipalTag/${key}`, value]))

/** IAM User Guide, "IAM policy elements: variables and tags", table of values by principal. */
export function userContext(user: {
  arn: string
  name: string
  uniqueId: string
  accountId: string
  tags: Record<string, string>
}): Facts {
  return {
    context: {
      'aws:username': user.name,
      'aws:userid': user.uniqueId,
      'aws:PrincipalArn': user.arn,
      'aws:PrincipalAccount': user.accountId,
      'aws:PrincipalType': 'User',
      ...principalTags(user.tags),
    },
    absentKeys: [],
  }
}

/** Whether a session may bring tags of its own, which override the role's: then the role's tags prove nothing. */
export function sessionTagsPossible(trustText: string): boolean {
  try {
    const { Statement } = JSON.parse(trustText) as { Statement?: unknown }
    const statements = (Array.isArray(Statement) ? Statement : [Statement]) as Record<string, unknown>[]
    return statements.some(statement => {
      if (statement.NotAction !== undefined) return true
      return [statement.Action].flat().some(action => /\*|\?|^sts:TagSession$/i.test(String(action)))
    })
  } catch {
    return true
  }
}

export function roleContext(role: {
  arn: string
  accountId: string
  tags: Record<string, string>
  trustText: string
}): Facts {
  return {
    context: {
      'aws:PrincipalArn': role.arn,
      'aws:PrincipalAccount': role.accountId,
      'aws:PrincipalType': 'AssumedRole',
      ...(sessionTagsPossible(role.trustText) ? {} : principalTags(role.tags)),
    },
    absentKeys: ['aws:username'],
  }
}
