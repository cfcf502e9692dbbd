import { ShowDialog } from '@/components/show-dialog'
import { routes } from '@/lib/routes'
import type { TargetRef } from '@/lib/services/account/target-ref'
import type { ReadingWays } from '@/lib/services/databases/get-reading-ways'
import { ReadAsMaster } from './read-as-master'
import { ReadByHand } from './read-by-hand'

interface OtherWaysProps {
  target: TargetRef
  name: string
  ways: ReadingWays
}

/** Where no token opens the database: the password that RDS keeps, and the query run by a person. */
export function OtherWays({ target, name, ways: { master, byHand, mayRead } }: OtherWaysProps) {
  if (!mayRead) return null
  return (
    <>
      {master && (
        <ShowDialog
          label="Read as master user"
          variant="secondary"
          size="md"
          title={`Read ${name} as its master user`}
          description={
            <>
              With the password of <code>{master.username}</code>, which RDS keeps in Secrets Manager
            </>
          }
        >
          <ReadAsMaster target={target} name={name} master={master} />
        </ShowDialog>
      )}
      {byHand && (
        <ShowDialog
          label="Read by hand"
          variant="secondary"
          size="md"
          width="lg"
          title={`Read ${name} by hand`}
          description="Where no network leads from here to the database: you run the query, and paste its answer"
        >
          <ReadByHand target={target} byHand={byHand} fileHref={routes.targetUsersQuery(target)} />
        </ShowDialog>
      )}
    </>
  )
}
