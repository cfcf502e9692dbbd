import { PLAIN_STYLE, PLAIN_STYLE_HASH } from '@/lib/operator/plain-style'

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => `&#${character.charCodeAt(0)};`)

const inWords = (text: string) => escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')

interface Question {
  name: string
  label: string
  value: string
  placeholder: string
  /** What was wrong with the answer before. */
  problem?: string
}

interface Form {
  action: string
  question?: Question
  button: string
  fields: Record<string, string>
  notes: string[]
}

const GATE =
  '<svg aria-hidden="true" viewBox="0 0 16 16"><path fill-rule="evenodd" d="M.8 1.5h3.1v1.9h2.4V1.5h3.4v1.9h2.4V1.5h3.1v4.3l-1 1V15H9.9v-3.9a1.9 1.9 0 0 0-3.8 0V15H1.8V6.8l-1-1V1.5Zm7.2 4a1.15 1.15 0 0 0-.55 2.16l-.3 1.24h1.7l-.3-1.24A1.15 1.15 0 0 0 8 5.5Z"/></svg>'

/** The first thing to type, unless it is filled in already. */
function questionHtml({ name, label, value, placeholder, problem }: Question): string {
  const wrong = problem ? ' aria-invalid="true" aria-describedby="problem"' : ''
  const first = value === '' || problem ? ' autofocus' : ''
  return `<label for="${name}">${escapeHtml(label)}</label><input id="${name}" name="${name}" value="${escapeHtml(value)}" placeholder="${escapeHtml(placeholder)}" autocomplete="name" spellcheck="false" dir="auto"${wrong}${first}>${problem ? `<small id="problem" role="alert">${escapeHtml(problem)}</small>` : ''}`
}

/** One button that sends its fields to an address of ours. */
function formHtml({ action, question, button, fields, notes }: Form): string {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  const below = notes.map(note => `<small>${inWords(note)}</small>`)
  return `<form method="post" action="${escapeHtml(action)}">${hidden.join('')}${question ? questionHtml(question) : ''}<button${question && (question.problem || question.value === '') ? '' : ' autofocus'}>${escapeHtml(button)}</button>${below.join('')}</form>`
}

/** A page that needs nothing but itself: no script, no style file, nothing of the account. */
function plainPage(title: string, sentence: string, form: Form | undefined): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><link rel="icon" href="/icon.svg"><title>${escapeHtml(title)} · Gatehouse</title><style>${PLAIN_STYLE}</style></head><body><header>${GATE}Gatehouse</header><main><h1>${escapeHtml(title)}</h1><p>${inWords(sentence)}</p>${form ? formHtml(form) : ''}</main></body></html>`
}

const headersOf = (form: boolean) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src '${PLAIN_STYLE_HASH}'; img-src 'self'; base-uri 'none'; form-action ${form ? "'self'" : "'none'"}; frame-ancestors 'none'`,
  // A form must come with its Origin, but without the address of its page: that holds a key.
  'referrer-policy': form ? 'strict-origin' : 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
})

/** What stands in backticks is shown as code. */
export function plainResponse(
  status: number,
  title: string,
  sentence: string,
  { form, headers = {} }: { form?: Form; headers?: Record<string, string> } = {},
): Response {
  const body = plainPage(title, sentence, form)
  return new Response(body, { status, headers: { ...headersOf(form !== undefined), ...headers } })
}
