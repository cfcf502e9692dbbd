import { execFileSync } from 'node:child_process'

/** What `npm run key` prints. */
export function freshAddress(dataDir: string): string {
  const printed = execFileSync(process.execPath, ['lib/launch/key.js', '--data', `${dataDir}/dashboard`], {
    encoding: 'utf8',
  })
  const [address] = /http:\S+/.exec(printed) ?? []
  if (!address) throw new Error(printed)
  return address
}
