'use client'

import { CommandKey } from './command-key'
import { openTour } from './tour/open-tour'
import { Button } from './ui/button'
import { Dialog, DialogContent } from './ui/dialog'
import { Kbd } from './ui/kbd'

const GROUPS: { title: string; keys: [string[], string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['⌘', 'K'], 'search or jump to'],
      [['T'], 'issue token, prefilled from the selected cell'],
      [['/'], 'focus the filter'],
      [['Esc'], 'clear, close, back'],
      [['?'], 'this list'],
    ],
  },
  {
    title: 'Go to',
    keys: [
      [['G', 'T'], 'targets'],
      [['G', 'P'], 'principals'],
      [['G', 'O'], 'reach, the overview of the account'],
      [['G', 'F'], 'findings'],
      [['G', 'A'], 'activity'],
      [['G', 'S'], 'settings'],
    ],
  },
  {
    title: 'Targets',
    keys: [
      [['↑', '↓', 'Home', 'End'], 'walk the rows'],
      [['⇧', 'click'], 'choose all up to here'],
    ],
  },
  {
    title: 'Matrix',
    keys: [
      [['↑', '↓', '←', '→'], 'move, the panel follows'],
      [['Home', 'End', 'PgUp', 'PgDn'], 'first, last, a page'],
      [['↵'], 'explain'],
      [['G'], 'group identical rows'],
      [['Space'], 'open or close a folded row'],
      [['E'], 'expand a pattern column into its users'],
      [['D'], 'density'],
      [['C'], 'copy evidence'],
      [['N'], 'new grant, filled in with the cell'],
    ],
  },
  {
    title: 'Why, in its panel',
    keys: [
      [['↑', '↓'], 'previous, next block of the path'],
      [['E', '↵'], 'open or close a block'],
      [['C'], 'copy all blocks as evidence'],
    ],
  },
  {
    title: 'Findings',
    keys: [
      [['J', 'K'], 'next, previous'],
      [['↑', '↓'], 'the same, inside the list'],
    ],
  },
  {
    title: 'Connection doctor',
    keys: [
      [['⌘', '↵'], 'check again'],
      [['Esc'], 'clear the text'],
    ],
  },
  {
    title: 'Token',
    keys: [
      [['1', '…', '9'], 'pick a recent target, copy a format'],
      [['↵'], 'issue, then copy the psql command'],
      [['R'], 'new token'],
      [['X'], 'forget it'],
    ],
  },
]

function Key({ name }: { name: string }) {
  if (name === '…') return <span>…</span>
  return name === '⌘' ? <CommandKey /> : <Kbd>{name}</Kbd>
}

export function KeyboardMap({ singleKeys, onClose }: { singleKeys: boolean; onClose: () => void }) {
  return (
    <Dialog open onOpenChange={open => (open ? undefined : onClose())}>
      <DialogContent
        title="Keyboard map"
        description={
          singleKeys
            ? 'Single keys are off inside text fields. They can be turned off in Settings.'
            : 'Single keys are turned off in Settings.'
        }
        width="lg"
        footer={
          <Button
            variant="ghost"
            onClick={() => {
              onClose()
              openTour()
            }}
          >
            A short tour of Gatehouse
          </Button>
        }
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and nothing in it takes the focus */}
        <div tabIndex={0} className="focus-inset grid gap-x-8 gap-y-5 p-5 sm:grid-cols-2">
          {GROUPS.map(group => (
            <section key={group.title}>
              <h3 className="mb-1.5 text-2xs font-medium text-muted">{group.title}</h3>
              <dl className="grid gap-1.5">
                {group.keys.map(([keys, does]) => (
                  <div key={does} className="flex items-start gap-3">
                    <dt className="flex w-36 shrink-0 gap-1 pt-0.5">
                      {keys.map(key => (
                        <Key key={key} name={key} />
                      ))}
                    </dt>
                    <dd className="text-muted">{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </DialogContent>
    </Dialog>
  )
}
