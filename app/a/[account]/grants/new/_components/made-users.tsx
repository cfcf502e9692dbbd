import { SqlText } from '@/app/a/[account]/database-users/_components/sql-text'
import { CodeBlock } from '@/components/ui/code-block'
import type { UserPlan } from '@/lib/provision/user-plan'

/** What runs inside the databases before the policy is written: its statements, and what stops them. */
export function MadeUsers({ plans }: { plans: UserPlan[] }) {
  return plans.map(({ intent, target, steps, guards }) => {
    const text = steps.flatMap(({ statements }) => statements).join('\n')
    return (
      <section
        key={`${target.resourceId} ${intent.user.name}`}
        aria-label={`Create ${intent.user.name}`}
        className="mt-3"
      >
        <h3 className="pb-1 text-xs">
          First, inside {target.name}: create <code>{intent.user.name}</code>
        </h3>
        <CodeBlock text={text} label={`the statements that create ${intent.user.name}`}>
          <SqlText text={text} />
        </CodeBlock>
        {guards.map(({ id, title, text: why, line, as }) => (
          <p key={id} className="mt-1.5 text-xs text-deny">
            {title} {why}{' '}
            {line && (
              <>
                {as && `Run once as ${as}: `}
                <code>{line}</code>
              </>
            )}
          </p>
        ))}
      </section>
    )
  })
}
