'use client'
import { FileCode2 } from 'lucide-react'
import { CheckboxField } from '@/components/ui/checkbox'
import { CodeBlock } from '@/components/ui/code-block'
import { ownerName, ownerSentence } from '@/lib/access/model/code-owner'
import type { CodeChange } from '@/lib/access/switch/code-change'

interface SwitchCodeProps {
  code: CodeChange
  /** Of the target. */
  name: string
  error: string | undefined
}

/** The change where the target is written comes first; doing it here all the same wants a word of its own. */
export function SwitchCode({ code, name, error }: SwitchCodeProps) {
  return (
    <section aria-label="Kept by code" className="border-b border-line px-5 py-3">
      <h3 className="flex items-center gap-2 font-semibold">
        <FileCode2 size={15} strokeWidth={1.5} aria-hidden className="shrink-0 text-cond" />
        Better in its code: {name} is kept by {ownerName(code.owner)}
      </h3>
      <p className="mt-1 text-xs text-muted">{ownerSentence(code.owner)}</p>
      <div className="mt-2 grid grid-cols-2 gap-2.5 max-sm:grid-cols-1">
        {code.lines.map(({ label, text }) => (
          <div key={label} className="min-w-0">
            <p className="mb-1 text-2xs text-muted">{label}</p>
            <CodeBlock label={label} text={text} />
          </div>
        ))}
      </div>
      <p className="mt-2 text-xs">{code.reverts}</p>
      <CheckboxField
        name="acceptCode"
        value="yes"
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? 'switch-code-error' : undefined}
      >
        I know what may set it back, and switch it here all the same
      </CheckboxField>
      {error && (
        <p id="switch-code-error" className="text-xs text-deny">
          {error}
        </p>
      )}
    </section>
  )
}
