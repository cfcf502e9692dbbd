/** On paper alone, from a page whose script had not begun: the script puts every row in its place. */
export function NotAllOnPaper() {
  return (
    <p data-slot="not-all-on-paper" className="hidden py-2 font-medium print:block">
      Not every row is on this paper: it was printed before the page had loaded. Load it and print again.
    </p>
  )
}
