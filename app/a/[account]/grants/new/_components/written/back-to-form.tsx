'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { type AsForm, asForm } from '@/lib/grants/written/beyond-form'
import { useGrantDraft } from '../grant-draft'

/** The form takes over what it has words for. What it has none for is said first; the text stays, whatever is chosen. */
export function BackToForm({ text, before }: { text: string; before: string | null }) {
  const { leaveText } = useGrantDraft()
  const [taken, setTaken] = useState<AsForm | null>(null)
  // Once it is asked for: of a long text it takes longer than a keystroke may.
  const leave = () => {
    const form = asForm(text, before)
    if (form.beyond.length > 0) setTaken(form)
    else leaveText(form.connections)
  }
  return (
    <>
      <Button size="sm" onClick={leave}>
        Back to the form
      </Button>
      <Dialog open={taken !== null} onOpenChange={open => open || setTaken(null)}>
        <DialogContent
          title="The form cannot say all of this"
          width="sm"
          footer={
            <>
              <Button size="lg" onClick={() => setTaken(null)}>
                Keep writing
              </Button>
              <Button
                size="lg"
                variant="primary"
                onClick={() => leaveText(taken?.connections.length ? taken.connections : undefined)}
              >
                To the form without it
              </Button>
            </>
          }
        >
          <div className="px-5 py-4 text-sm">
            <ul className="grid gap-1.5">
              {taken?.beyond.map(words => (
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
