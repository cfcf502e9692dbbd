'use client'

export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <head>
        <title>Stopped · Gatehouse</title>
      </head>
      <body>
        <h1>Gatehouse stopped before the page was complete</h1>
        <p>
          What was on its way to AWS may have arrived: Activity says what came of it. Load the page again. The
          server's log has the details
          {error.digest ? ` under ${error.digest}` : ''}.
        </p>
      </body>
    </html>
  )
}
