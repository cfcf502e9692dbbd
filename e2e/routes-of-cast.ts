import { addressOf, roleArn, TARGETS } from './cast'

/** One address of every page there is, and the views of them that look different. */
export function everyRoute(): string[] {
  const target = addressOf(TARGETS.ordersProd)
  const cell = new URLSearchParams({ who: roleArn('oncall-sre'), as: 'app_readonly' })
  const { region, resourceId } = TARGETS.ordersProd
  const grant = new URLSearchParams({
    who: roleArn('eng-search'),
    on: `${region}/${resourceId}/app_readonly`,
    name: 'gh-eng-search-orders-prod',
  })
  const removal = new URLSearchParams({
    principal: roleArn('data-analyst'),
    target: `${region}/${resourceId}`,
    user: 'app_readonly',
  })
  return [
    '/targets',
    target,
    `${target}?${cell}`,
    `${target}?view=table`,
    `${target}/users`,
    `${target}/connect`,
    `${target}/settings`,
    `${addressOf(TARGETS.inventoryStaging)}/settings?switch=on`,
    `${target}/activity`,
    '/principals',
    `/principals/one?arn=${roleArn('oncall-sre')}`,
    `/principals/one?arn=${roleArn('oncall-sre')}&tab=policies`,
    `/principals/one?arn=${roleArn('oncall-sre')}&tab=trust`,
    '/reach',
    '/reach?view=targets&env=production',
    '/reach?view=users&admins=without',
    '/reach/user?name=reporting',
    '/findings',
    '/findings/together?kind=condition-on-allow&fix=remove',
    '/grants/new',
    `/grants/new?${grant}`,
    `/grants/remove?${removal}`,
    '/grants/remove',
    `/tokens?region=${region}&resourceId=${resourceId}&user=app_readonly`,
    '/activity',
    '/activity?days=all&entry=1',
    '/activity/1/undo',
    '/settings',
    '/nowhere',
  ]
}
