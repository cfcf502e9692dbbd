import { expect, it } from 'vitest'
import { documentTerraform } from './document-terraform'

const ACCOUNT = 'arn:aws:iam::111122223333'
const TEXT = '{\n  "Version": "2012-10-17",\n  "Statement": []\n}'

function documentIn(terraform: string | null): unknown {
  const heredoc = /<<-JSON\n([\s\S]*?)\n\s*JSON/.exec(terraform ?? '')?.[1] ?? ''
  return JSON.parse(heredoc.replaceAll('$$', () => '$'))
}

it('takes a managed policy over, path and all, with the document as it would read', () => {
  const terraform = documentTerraform(`${ACCOUNT}:policy/teams/data/orders-read`, TEXT)
  expect(terraform).toContain(
    `import {\n  to = aws_iam_policy.orders_read\n  id = "${ACCOUNT}:policy/teams/data/orders-read"\n}`,
  )
  expect(terraform).toContain('path   = "/teams/data/"')
  expect(documentIn(terraform)).toEqual(JSON.parse(TEXT))
})

it('takes an inline policy over by owner and name', () => {
  const terraform = documentTerraform(`${ACCOUNT}:role/eng/checkout#db-access`, TEXT)
  expect(terraform).toContain('to = aws_iam_role_policy.checkout_db_access\n  id = "checkout:db-access"')
  expect(terraform).toContain('resource "aws_iam_role_policy" "checkout_db_access"')
  expect(documentIn(terraform)).toEqual(JSON.parse(TEXT))
})

it('doubles what HCL would read as a template', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: IAM's variable, as text
  const text = '{ "Resource": "dbuser:*/${aws:username}" }'
  const terraform = documentTerraform(`${ACCOUNT}:policy/own`, text)
  expect(terraform).toContain('$${aws:username}')
  expect(documentIn(terraform)).toEqual(JSON.parse(text))
})

it('writes nothing for what is no policy of an account', () => {
  expect(documentTerraform('arn:aws:iam::aws:policy/AdministratorAccess', TEXT)).toBeNull()
  expect(documentTerraform(`${ACCOUNT}:role/x`, TEXT)).toBeNull()
})
