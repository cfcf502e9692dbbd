import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { compileAccess } from '@/lib/access/decide/compile-access'
import { connectResource, inventory, ordersId, role } from '@/lib/grants/testing/sample-account'
import { planGrant } from '../plan'

const account = inventory({ principals: [role('data-analyst')] })
const plan = planGrant(
  {
    principals: [role('data-analyst').arn],
    connections: [
      { accountId: '111122223333', region: 'us-east-1', resourceId: ordersId, databaseUsers: ["o'neil$"] },
    ],
    placement: { kind: 'newManaged', policyName: 'gh-metrics' },
  },
  compileAccess(account),
)

describe('exports', () => {
  it('the CLI form hands AWS the same document through a shell', () => {
    const script = `aws() { for word in "$@"; do printf '%s\\n' "$word"; done; }\n${plan.exports.cli}`
    const words = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\n')
    const document = words[words.indexOf('--policy-document') + 1] ?? ''
    expect(JSON.parse(document)).toEqual(JSON.parse(plan.documentText))
    expect(words).toContain('create-policy')
    expect(words).toContain('attach-role-policy')
    expect(words[words.indexOf('--role-name') + 1]).toBe('data-analyst')
  })

  it('Terraform doubles what HCL would read as a template', () => {
    const heredoc = /<<-JSON\n([\s\S]*?)\n\s*JSON/.exec(plan.exports.terraform)?.[1] ?? ''
    expect(heredoc).toContain("o'neil$${$}")
    expect(JSON.parse(heredoc.replaceAll('$$', () => '$'))).toEqual(JSON.parse(plan.documentText))
    expect(plan.exports.terraform).toContain(
      'resource "aws_iam_role_policy_attachment" "gh_metrics_data_analyst"',
    )
  })

  it('CloudFormation is a JSON template that holds the document and its holders', () => {
    const { Type, Properties } = JSON.parse(plan.exports.cloudformation).Resources.GhMetrics
    expect(Type).toBe('AWS::IAM::ManagedPolicy')
    expect(Properties.Roles).toEqual(['data-analyst'])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's escape, as text
    expect(Properties.PolicyDocument.Statement[0].Resource).toEqual([connectResource(ordersId, "o'neil${$}")])
  })
})
