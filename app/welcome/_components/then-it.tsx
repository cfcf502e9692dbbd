const STEPS = [
  { title: 'Then it reads', text: 'RDS and IAM in the regions you allow.' },
  { title: 'works out', text: 'who can connect as whom, on this machine, from the policies themselves.' },
  { title: 'and records', text: 'what is done here, in a log that shows whether anybody changed it.' },
]

export function ThenIt() {
  return (
    <ol className="grid gap-6 border-t border-line pt-4 md:col-span-2 md:grid-cols-3">
      {STEPS.map((step, index) => (
        <li key={step.title} className="flex gap-3">
          <span aria-hidden className="text-2xs leading-5 text-subtle">
            {index + 1}
          </span>
          <span>
            <span className="block font-medium">{step.title}</span>
            <span className="text-xs text-muted">{step.text}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
