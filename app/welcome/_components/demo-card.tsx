import { ShellCode } from '@/components/shell-code'
import { Tag } from '@/components/ui/tag'

/** The demo is a program of its own: this server never turns into it. */
export function DemoCard() {
  return (
    <section className="rounded-lg border border-line bg-surface p-4">
      <div className="flex items-center justify-between gap-3">
        <h2 className="text-md font-semibold">Use the demo account</h2>
        <Tag>offline</Tag>
      </div>
      <p className="mt-1 mb-3 text-muted">
        A made-up company on this machine, with databases that answer. Every screen works, every change is
        pretend.
      </p>
      <ShellCode text="npm run demo" label="Command that starts the demo" />
    </section>
  )
}
