import { Select } from '@/components/ui/select'
import type { TargetEndpoint } from '@/lib/connect/target-endpoints'

interface EndpointChoiceProps {
  endpoints: TargetEndpoint[]
  chosenId: string
  onChoose: (id: string) => void
}

/** A token opens the endpoint it was signed for and no other, so it is chosen before. Absent where there is one alone. */
export function EndpointChoice({ endpoints, chosenId, onChoose }: EndpointChoiceProps) {
  const chosen = endpoints.find(({ id }) => id === chosenId)
  if (endpoints.length < 2 && chosen) return null
  return (
    <div className="grid gap-1">
      <label htmlFor="endpoint" className="font-medium">
        Endpoint
      </label>
      <Select
        id="endpoint"
        value={chosenId}
        onChange={event => onChoose(event.target.value)}
        className="w-full"
      >
        {chosen ? null : <option value={chosenId}>Not there any more</option>}
        {endpoints.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
      {chosen ? (
        <p className="text-xs text-subtle">
          <code className="break-all text-muted">
            {chosen.host}:{chosen.port}
          </code>
          <br />
          {chosen.role[0]?.toUpperCase()}
          {chosen.role.slice(1)}.
        </p>
      ) : (
        <p className="text-xs text-deny">The target does not have this endpoint. Choose another.</p>
      )}
    </div>
  )
}
