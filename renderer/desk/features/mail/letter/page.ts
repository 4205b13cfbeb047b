const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

/** Plain text as HTML: addresses become links, lines stay lines. */
export function textAsHtml(text: string): string {
  const linked = escape(text).replace(
    /\bhttps?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/gi,
    (url) => `<a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a>`,
  )
  return `<div class="courtesy-text">${linked}</div>`
}

/** A harmless letter as a page of its own: always dark on white paper, as its writer saw it. `language` is BCP 47. */
export function letterPage(harmless: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><style>
html{background:#fff;color:#171c28;color-scheme:light}
body{margin:0;padding:16px;font:14px/1.6 "Inter Variable","Segoe UI",system-ui,"Noto Sans",sans-serif;overflow-wrap:anywhere}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}
::-webkit-scrollbar{width:10px;height:10px}::-webkit-scrollbar-thumb{border:3px solid transparent;border-radius:5px;background:#8b93a5 content-box}
img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}
blockquote{margin:0 0 0 8px;padding-left:12px;border-left:3px solid #d3d8e2;color:#4c566b}
a{color:#1f429f}.courtesy-text{white-space:pre-wrap;max-width:76ch}
</style></head><body>${harmless}</body></html>`
}
