import 'server-only'
import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam'
import type { UserCredentials } from '@/lib/access/model/user-credentials'
import type { Account } from '@/lib/account'
import { callAws } from '@/lib/aws/aws-failure'
import { iamClient } from '@/lib/aws/clients'
import { parseCredentialReport } from '@/lib/aws/credential-report-csv'
import { brokenAnswer } from '@/lib/aws/whole-answer'

/** IAM User Guide, "Getting credential reports": no newer one is made within four hours. */
const REPORT_HOURS = 4
const NONE_NOW =
  /^(CredentialReport(NotPresent|Expired|NotReady)Exception|Report(NotPresent|Expired|InProgress))$/

interface Report {
  asOf: Date
  text: string
}

/** Null: there is none that can be had at this moment. */
async function getReport(account: Account): Promise<Report | null> {
  const call = { action: 'iam:GetCredentialReport', doing: 'read the access keys of IAM users' }
  return callAws(account, call, async () => {
    try {
      const { Content, GeneratedTime } = await iamClient(account).send(new GetCredentialReportCommand({}))
      if (!Content || !GeneratedTime) throw brokenAnswer(call, 'HTTP 200 without Content')
      return { asOf: GeneratedTime, text: new TextDecoder().decode(Content) }
    } catch (error) {
      if (error instanceof Error && NONE_NOW.test(error.name)) return null
      throw error
    }
  })
}

function orderReport(account: Account) {
  const call = { action: 'iam:GenerateCredentialReport', doing: 'have the credential report made' }
  return callAws(account, call, () => iamClient(account).send(new GenerateCredentialReportCommand({})))
}

const isOld = ({ asOf }: Report) => Date.now() - asOf.getTime() > REPORT_HOURS * 3_600_000

/**
 * What every IAM user can sign with, by ARN. Nobody waits for a report in the making: null until it is there, and an old
 * one until the next is.
 */
export async function readCredentials(account: Account): Promise<Map<string, UserCredentials> | null> {
  let report = await getReport(account)
  if (!report) {
    await orderReport(account)
    report = await getReport(account)
  } else if (isOld(report)) {
    // Who may read reports but not order them still has the old one, with its date.
    await orderReport(account).catch(() => null)
  }
  return report && parseCredentialReport(report.text, report.asOf.toISOString())
}
