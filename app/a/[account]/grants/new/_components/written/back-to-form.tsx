'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { asForm } from '@/lib/grants/written/beyond-form'
import { useGrantDraft } from '../grant-draft'

/** The form takes over what it has words for. What it has none for is said first; the text stays, whatever is chosen. */
export function BackToForm({ text, before }: { text: string; before: string | null }) {
  const { leaveText } = useGrantDraft()
  const [beyond, setBeyond] = useState<string[] | null>(null)
  const { connections, beyond: unsaid } = asForm(text, before)
  return (
    <>
      <Button size="sm" onClick={() => (unsaid.length > 0 ? setBeyond(unsaid) : leaveText(connections))}>
        Back to the form
      </Button>
      <Dialog open={beyond !== null} onOpenChange={open => open || setBeyond(null)}>
        <DialogContent
          title="The form cannot say all of this"
          width="sm"
          footer={
            <>
              <Button size="lg" onClick={() => setBeyond(null)}>
                Keep writing
              </Button>
              <Button
                size="lg"
                variant="primary"
                onClick={() => leaveText(connections.length > 0 ? connections : undefined)}
              >
                To the form without it
              </Button>
            </>
          }
        >
          <div className="px-5 py-4 text-sm">
            <ul className="grid gap-1.5">
              {beyond?.map(words => (
                <li key={words} className="wrap-anywhere">
                  {words}
                </li>
              ))}
            </ul>
            <p className="mt-3 text-xs text-muted">Your text is kept in this tab: Edit JSON has it again.</p>
          </div>
        </DialogContent>
      </Dialog>
    </>
  )
}
