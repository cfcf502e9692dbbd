import { createHash } from 'node:crypto'

/** The product's look for a page that may load nothing: the values of app/tokens.css. */
export const PLAIN_STYLE = `
:root{color-scheme:light dark;--line:light-dark(oklch(.908 .005 85),oklch(.268 .005 75));--muted:light-dark(oklch(.43 .009 75),oklch(.755 .008 82));--accent:light-dark(oklch(.475 .105 238),oklch(.775 .1 235))}
*{margin:0;box-sizing:border-box}
body{background:light-dark(oklch(.985 .003 85),oklch(.168 .004 75));color:light-dark(oklch(.215 .007 70),oklch(.945 .004 85));font:13px/20px Geist,system-ui,sans-serif}
header{display:flex;align-items:center;gap:10px;height:48px;padding:0 20px;border-bottom:1px solid var(--line);font-weight:600;font-size:14px}
svg{width:16px;height:16px;fill:currentColor}
main{width:min(412px,100%);margin:14vh auto 0;padding:0 20px 48px}
h1{font-size:28px;line-height:32px;font-weight:600;letter-spacing:-.035em}
p{margin-top:8px}
form{margin:20px 0}
label{display:block;margin-bottom:4px;color:var(--muted);font-size:12px;line-height:18px}
input:not([type]){width:100%;height:40px;margin-bottom:12px;padding:0 10px;border:1px solid light-dark(oklch(.62 .008 80),oklch(.5 .007 78));border-radius:5px;background:light-dark(#fff,oklch(.205 .004 75));color:inherit;font:14px/22px Geist,system-ui,sans-serif}
input::placeholder{color:var(--muted);opacity:1}
input[aria-invalid]{margin-bottom:0;border-color:light-dark(oklch(.52 .18 27),oklch(.72 .14 25))}
[role=alert]{margin:4px 0 12px;color:light-dark(oklch(.47 .165 27),oklch(.76 .125 25))}
button{width:100%;height:40px;border:0;border-radius:5px;background:light-dark(oklch(.475 .105 238),oklch(.545 .11 238));color:#fff;font:500 14px/22px Geist,system-ui,sans-serif;cursor:pointer}
button:hover{background:light-dark(oklch(.42 .092 238),oklch(.505 .105 238))}
button:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
small{display:block;margin-top:8px;color:var(--muted);font-size:12px;line-height:18px}
code{font:12px/18px "Geist Mono",ui-monospace,monospace;padding:1px 4px;border:1px solid var(--line);border-radius:3px;white-space:nowrap}
@media (max-width:895px){button{height:48px}input:not([type]){height:48px;font-size:16px}main{margin-top:8vh}}
`

/** What the content policy names it by. */
export const PLAIN_STYLE_HASH = `sha256-${createHash('sha256').update(PLAIN_STYLE).digest('base64')}`
