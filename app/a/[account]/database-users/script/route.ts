import type { NextRequest } from 'next/server'
import { exportAnswer } from '@/app/_export/export-file'
import { readPage } from '@/lib/actions/read-page'
import { AppError } from '@/lib/errors'
import { planUserChangeInput } from '@/lib/services/databases/schemas'
import { userScript } from '@/lib/services/databases/user-script'

/** The plan as a file, for whoever runs it by hand. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ account: string }> }) {
  const { account } = await params
  const { intent, ...target } = Object.fromEntries(request.nextUrl.searchParams)
  const question = planUserChangeInput.safeParse({ target: { accountId: account, ...target }, intent })
  return exportAnswer(request, {
    name: script => script.name.replace(/\.sql$/, ''),
    read: () =>
      readPage(async context => {
        if (question.success) return userScript(context, question.data)
        throw new AppError('invalid', 'This is no change of a database user.')
      }),
    write: { sql: ({ text }) => text },
  })
}
