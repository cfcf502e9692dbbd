import { type Extension, RangeSetBuilder } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view'

/** Deeper than the line began. */
const HANGS = 2

const lines = Array.from({ length: 60 }, (_, columns) =>
  Decoration.line({
    attributes: { style: `padding-left: calc(6px + ${columns}ch); text-indent: -${columns}ch` },
  }),
)

function hanging({ state, visibleRanges }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of visibleRanges)
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at)
      const indent = (/^ */.exec(line.text)?.[0].length ?? 0) + HANGS
      const decoration = lines[Math.min(indent, lines.length - 1)]
      if (decoration) builder.add(line.from, line.from, decoration)
      at = line.to + 1
    }
  return builder.finish()
}

/** What does not fit goes on below, further in: the end of an ARN is what decides. */
export const hangingIndent: Extension = [
  EditorView.lineWrapping,
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet
      constructor(view: EditorView) {
        this.decorations = hanging(view)
      }
      update({ docChanged, viewportChanged, view }: ViewUpdate) {
        if (docChanged || viewportChanged) this.decorations = hanging(view)
      }
    },
    { decorations: plugin => plugin.decorations },
  ),
]
