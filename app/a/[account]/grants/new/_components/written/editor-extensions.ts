import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { json } from '@codemirror/lang-json'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { lintGutter } from '@codemirror/lint'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { LONGEST_DOCUMENT } from '@/lib/grants/written/check-grammar'
import { hangingIndent } from './hanging-indent'

/** Our own tokens: they know light and dark by themselves. */
const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--gh-code-key)' },
  { tag: tags.string, color: 'var(--gh-code-str)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--gh-code-num)' },
])

const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--gh-surface)',
    color: 'var(--gh-fg)',
    fontSize: '0.75rem',
    // What comes of it stands below, and in view.
    maxHeight: 'max(10rem, 52dvh - 14rem)',
  },
  '&.cm-focused': { outline: '2px solid var(--gh-accent)', outlineOffset: '-2px' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    lineHeight: '1.25rem',
    minHeight: '10rem',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--gh-fg)', padding: '8px 0' },
  // The whole editor has the ring.
  '.cm-content, .cm-content:focus-visible': { outline: 'none' },
  '.cm-gutters': { backgroundColor: 'var(--gh-surface)', color: 'var(--gh-subtle)', border: 'none' },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': { backgroundColor: 'var(--gh-active)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--gh-deny-solid)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline dotted var(--gh-cond-solid)',
    textUnderlineOffset: '3px',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--gh-raised)',
    color: 'var(--gh-fg)',
    border: '1px solid var(--gh-line)',
    maxWidth: '32rem',
  },
})

/** The page's nonce: the content policy takes no style without it. */
const nonce = () => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? ''

export function editorExtensions(
  { label, describedBy }: { label: string; describedBy: string },
  onChange: (text: string) => void,
): Extension {
  return [
    EditorView.cspNonce.of(nonce()),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      spellcheck: 'false',
      // It scrolls by itself, and this is how one comes to it by keyboard.
      tabindex: '0',
    }),
    // Too long for an editor: it goes to the plain field as it is, before anything of it is drawn.
    EditorState.transactionFilter.of(change => {
      if (!change.docChanged || change.newDoc.length <= LONGEST_DOCUMENT) return change
      onChange(change.newDoc.toString())
      return []
    }),
    EditorView.updateListener.of(update => {
      if (update.docChanged) onChange(update.state.doc.toString())
    }),
    lineNumbers(),
    lintGutter(),
    highlightSpecialChars(),
    history(),
    indentOnInput(),
    bracketMatching(),
    json(),
    hangingIndent,
    syntaxHighlighting(colours),
    // Escape lets go of Tab: the editor's own way, told beneath it.
    keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
    look,
  ]
}
