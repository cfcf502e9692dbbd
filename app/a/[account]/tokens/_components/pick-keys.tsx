import { Kbd } from '@/components/ui/kbd'

/** What the keys do here; a phone has none. */
export function PickKeys({ count }: { count: number }) {
  return (
    <footer className="sticky bottom-0 flex h-9 shrink-0 items-center gap-5 border-t border-line bg-canvas px-5 text-xs text-muted max-md:hidden">
      <span className="flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> move
      </span>
      {count > 0 ? (
        <span className="flex items-center gap-1.5">
          <Kbd>1</Kbd> to <Kbd>{count}</Kbd> pick
        </span>
      ) : null}
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd> issue
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>Tab</Kbd> reason
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>Esc</Kbd> leave
      </span>
    </footer>
  )
}
