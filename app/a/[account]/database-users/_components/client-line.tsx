import { ShellCode } from '@/components/shell-code'

/** How the statements are run by hand, as whoever may. */
export function ClientLine({ line }: { line: string }) {
  if (line === '') return null
  return (
    <div className="w-full min-w-0">
      <p className="pb-1 text-xs text-muted">
        Save the SQL as <code>change.sql</code>, and run it with a fresh token:
      </p>
      <ShellCode label="the line that runs it" text={line} />
    </div>
  )
}
