import { ShellCode } from '@/components/shell-code'
import { Select } from '@/components/ui/select'
import type { RecipeInput } from '@/lib/connect/recipe'
import { type Reach, tunnelCommand } from '@/lib/connect/tunnel'

interface ReachChoiceProps {
  way: Omit<RecipeInput, 'token'>
  reach: Reach
  onReach: (reach: Reach) => void
}

/** The same token opens the endpoint through a tunnel: only what is dialled differs. */
export function ReachChoice({ way, reach, onReach }: ReachChoiceProps) {
  const command = tunnelCommand(reach, way)
  const { dial, endpoint } = way
  return (
    <section aria-label="Way to the endpoint" className="mt-5 max-md:hidden">
      <div className="flex items-center gap-3">
        <label htmlFor="reach" className="text-xs text-muted">
          Reached
        </label>
        <Select
          id="reach"
          value={reach}
          onChange={event => onReach(event.target.value as Reach)}
          className="w-72"
        >
          <option value="given">
            {dial ? `as by this server, at ${dial.host}:${dial.port}` : 'directly'}
          </option>
          <option value="ssm">through a session of Systems Manager</option>
          <option value="ssh">through SSH</option>
        </Select>
      </div>
      {command ? (
        <div className="mt-2">
          <ShellCode label="Tunnel" text={command} />
          <p className="mt-1.5 text-xs text-muted">
            Leave it open in a terminal of its own. The token stays one for {endpoint.host}, and the
            certificate is checked against that name.
          </p>
        </div>
      ) : null}
    </section>
  )
}
