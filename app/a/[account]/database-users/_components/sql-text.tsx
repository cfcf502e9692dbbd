const PIECE = /('(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`)|\b([A-Z][A-Z_]+)\b/g

/** A statement: what is quoted and what is a word of SQL coloured, the rest plain. */
export function SqlText({ text }: { text: string }) {
  const pieces = text.split(PIECE)
  return (
    <>
      {pieces.map((piece, index) => {
        if (!piece) return null
        const colour = ['', 'text-code-str', 'text-code-key'][index % 3]
        return colour ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a statement's pieces never move
          <span key={index} className={colour}>
            {piece}
          </span>
        ) : (
          piece
        )
      })}
    </>
  )
}
