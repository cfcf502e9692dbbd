import { Moment, WindowMoment } from '@/components/moment'
import { PlanSteps } from '@/components/plan-steps'
import { RefreshWhile } from '@/components/refresh-while'
import { ButtonLink } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { nextWindowStart } from '@/lib/access/model/maintenance-window'
import type { Target } from '@/lib/access/model/target'
import { routes } from '@/lib/routes'
import type { ActivityRecord } from '../../_components/activity-record'
import { Elapsed } from './elapsed'
import type { Progress } from './switch-steps'

interface SwitchProgressProps {
  progress: Progress
  target: Target
  lastSwitch: ActivityRecord | null
  /** `usually 4 to 6 min here` */
  usual: string | null
  /** ISO, the server's. */
  now: string
}

/** Where a change of the switch stands, told by AWS and our own record: the same after a reload. */
export function SwitchProgress({ progress, target, lastSwitch, usual, now }: SwitchProgressProps) {
  const { stage, desired } = progress
  const opposite = desired === 'on' ? 'off' : 'on'
  return (
    <Panel className="relative">
      <RefreshWhile active={stage === 'running'} />
      {stage === 'running' && (
        <div aria-hidden className="absolute inset-x-0 top-0 h-1 bg-accent-tint">
          <div className="h-full bg-accent-solid" style={{ width: `${progress.share * 100}%` }} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-4">
        <h2 className="text-md font-semibold">{headingOf(progress)}</h2>
        {stage === 'running' && progress.since && (
          <span className="text-muted">
            <Elapsed since={progress.since} now={now} /> so far{usual ? `, ${usual}` : ''}
          </span>
        )}
        {stage === 'running' && (
          <span className="ml-auto text-xs text-subtle max-sm:hidden">You can leave this page</span>
        )}
      </div>
      <div className="grid grid-cols-[1fr_300px] gap-6 px-4 pt-3 pb-4 max-lg:grid-cols-1">
        <PlanSteps steps={progress.steps} label="Progress" />
        <div className="grid content-start gap-3 text-xs lg:border-l lg:border-line lg:pl-5">
          <Aside progress={progress} target={target} now={now} />
          {lastSwitch && stage !== 'elsewhere' && stage !== 'pending' && (
            <div>
              <h3 className="text-2xs text-muted">Recorded</h3>
              <p>
                {lastSwitch.reason}, {lastSwitch.actor}, <Moment iso={lastSwitch.at} now={now} />
              </p>
            </div>
          )}
          {stage !== 'running' && stage !== 'elsewhere' && (
            <div className="flex flex-wrap gap-2">
              {stage !== 'settled' && (
                <ButtonLink
                  size="sm"
                  scroll={false}
                  href={routes.targetSettings(target, { switch: desired })}
                >
                  Turn {desired} now
                </ButtonLink>
              )}
              <ButtonLink size="sm" scroll={false} href={routes.targetSettings(target, { switch: opposite })}>
                {stage === 'settled' ? `Undo: turn ${opposite} again` : `Cancel the ${stage} change`}
              </ButtonLink>
            </div>
          )}
        </div>
      </div>
    </Panel>
  )
}

function headingOf({ stage, desired }: Progress): string {
  if (stage === 'scheduled') return `IAM authentication turns ${desired} in the maintenance window`
  if (stage === 'pending') return `Turning IAM authentication ${desired} is pending at RDS`
  return stage === 'settled' ? `IAM authentication is ${desired}` : `Turning ${desired} IAM authentication`
}

function Aside({ progress, target, now }: { progress: Progress; target: Target; now: string }) {
  if (progress.stage === 'scheduled') {
    const at = nextWindowStart(target.maintenanceWindow, new Date(now))?.toISOString()
    return (
      <div>
        <h3 className="text-2xs text-muted">Next window</h3>
        <p>{at ? <WindowMoment iso={at} /> : 'Not known'}. Until then nothing changes.</p>
      </div>
    )
  }
  if (progress.stage === 'pending')
    return (
      <div>
        <h3 className="text-2xs text-muted">When</h3>
        <p className="text-muted">{target.iamAuth.reason}</p>
      </div>
    )
  if (progress.stage === 'settled') return null
  return (
    <div>
      <h3 className="text-2xs text-muted">If it does not finish</h3>
      <p className={progress.late ? 'text-cond' : 'text-muted'}>
        {progress.late
          ? 'It has taken over 15 min. Gatehouse no longer reads by itself; refresh to read again. Nothing was rolled back.'
          : 'After 15 min Gatehouse stops reading by itself. Nothing is rolled back without you.'}
      </p>
    </div>
  )
}
