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
    '/a/111122223333/targets',
    target,
    `${target}?${cell}`,
    `${target}?view=table`,
    `${target}/users`,
    `${target}/users?user=app_readonly`,
    `${target}/users?change=create`,
    `${target}/connect`,
    `${target}/settings`,
    `${addressOf(TARGETS.inventoryStaging)}/settings?switch=on`,
    `${target}/activity`,
    `/a/111122223333/targets/together?turn=off&only=${encodeURIComponent(`${region}/${resourceId}`)}`,
    '/a/111122223333/database-users',
    '/a/111122223333/principals',
    `/a/111122223333/principals/one?arn=${roleArn('oncall-sre')}`,
    `/a/111122223333/principals/one?arn=${roleArn('oncall-sre')}&tab=policies`,
    `/a/111122223333/principals/one?arn=${roleArn('oncall-sre')}&tab=trust`,
    '/a/111122223333/reach',
    '/a/111122223333/reach?view=targets&env=production',
    '/a/111122223333/reach?view=users&admins=without',
    '/a/111122223333/reach/user?name=reporting',
    '/a/111122223333/findings',
    '/a/111122223333/findings/together?kind=condition-on-allow&fix=remove',
    '/a/111122223333/doctor',
    `/a/111122223333/doctor?region=${region}&resourceId=${resourceId}&user=orders_svc`,
    '/a/111122223333/grants/new',
    `/a/111122223333/grants/new?${grant}`,
    `/a/111122223333/grants/remove?${removal}`,
    '/a/111122223333/grants/remove',
    `/a/111122223333/tokens?region=${region}&resourceId=${resourceId}&user=app_readonly`,
    '/a/111122223333/tokens/inspect',
    '/activity',
    '/activity?days=all&entry=1',
    '/activity/1/undo',
    '/settings',
    '/nowhere',
  ]
}
