import type { TargetRef } from '@/lib/services/account/target-ref'

/** Which target a form is about: a reference, never an address. */
export function TargetFields({ target }: { target: TargetRef }) {
  return (
    <>
      <input type="hidden" name="accountId" value={target.accountId} />
      <input type="hidden" name="region" value={target.region} />
      <input type="hidden" name="resourceId" value={target.resourceId} />
    </>
  )
}
