import { ShellCode } from '@/components/shell-code'
import { SegmentedLinks } from '@/components/ui/segmented'
import { routes } from '@/lib/routes'
import type { Way } from '../search-params'

interface Step {
  text: string
  command: string
}

function stepsOf(way: Way, profile: string | null): Step[] {
  const name = profile ?? 'PROFILE'
  if (way === 'environment')
    return [
      {
        text: 'Put the keys of an identity that may read into the environment.',
        command: 'export AWS_ACCESS_KEY_ID=…\nexport AWS_SECRET_ACCESS_KEY=…\nexport AWS_SESSION_TOKEN=…',
      },
      { text: 'Start Gatehouse in the same shell.', command: 'AWS_REGION=eu-west-1 npm start' },
    ]
  if (way === 'role')
    return [
      {
        text: 'Give the instance profile or the task role the policy on this page.',
        command:
          'aws iam put-role-policy --role-name ROLE \\\n  --policy-name gatehouse-read --policy-document file://read.json',
      },
      {
        text: 'Start Gatehouse there. The SDK finds the role by itself.',
        command: 'AWS_REGION=eu-west-1 npm start',
      },
    ]
  return [
    {
      text: profile ? 'Sign in again. The profile is still there.' : 'Sign in with a profile.',
      command: profile ? `aws sso login --profile ${name}` : 'aws configure sso',
    },
    { text: 'Start Gatehouse with it.', command: `AWS_PROFILE=${name} npm start` },
  ]
}

/** Three ways to give the server an identity; which one is shown stands in the address. */
export function ConnectSteps({ way, profile }: { way: Way; profile: string | null }) {
  const option = (value: Way, label: string) => ({ value, label, href: routes.firstRun({ way: value }) })
  return (
    <section aria-labelledby="connect" className="mt-9">
      <h2 id="connect" className="mb-2.5 text-md font-semibold">
        Connect an account
      </h2>
      <div className="overflow-x-auto">
        <SegmentedLinks
          label="Where the credentials come from"
          current={way}
          options={[
            option('sso', 'SSO profile'),
            option('environment', 'Environment'),
            option('role', 'EC2 or ECS role'),
          ]}
        />
      </div>
      <ol className="mt-3 grid gap-4">
        {stepsOf(way, profile).map((step, index) => (
          <li key={step.text} className="flex gap-4">
            <span aria-hidden className="text-2xs leading-5 text-subtle">
              {index + 1}
            </span>
            <div className="min-w-0 flex-1">
              <p className="mb-2">{step.text}</p>
              <ShellCode text={step.command} label={step.text} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
