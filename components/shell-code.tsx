import { CodeBlock } from './ui/code-block'

const FLAG = /(\s)(--?[a-z][\w-]*)/gi

/** A command: its name and its options coloured, the rest plain. */
function ShellLine({ line, first }: { line: string; first: boolean }) {
  const command = first ? (/^\s*\S+/.exec(line)?.[0] ?? '') : ''
  const rest = line.slice(command.length)
  const pieces = rest.split(FLAG)
  return (
    <>
      {command ? <span className="text-code-num">{command}</span> : null}
      {pieces.map((piece, index) =>
        index % 3 === 2 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces never move
          <span key={index} className="text-code-key">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
      {'\n'}
    </>
  )
}

export function ShellCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const lines = text.split('\n')
  return (
    <CodeBlock text={text} label={label} {...(className ? { className } : {})}>
      {lines.map((line, index) => (
        <ShellLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a text's lines never move
          key={index}
          line={line}
          first={index === 0 || !lines[index - 1]?.trimEnd().endsWith('\\')}
        />
      ))}
    </CodeBlock>
  )
}
