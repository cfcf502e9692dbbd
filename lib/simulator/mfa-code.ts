import { codeOfStep, STEP_SECONDS, stepAt } from '@/lib/simulator/aws/sts/totp'
import { LAPTOP_MFA_SECRET } from '@/lib/simulator/world/laptop'

/** npm run demo:code: what the MFA device of `npm run demo -- --laptop` shows now. */
const now = new Date()
const left = STEP_SECONDS - (Math.floor(now.getTime() / 1000) % STEP_SECONDS)
process.stdout.write(
  `${codeOfStep(LAPTOP_MFA_SECRET, stepAt(now))}  the next one in ${left} s. Each code works once.\n`,
)
