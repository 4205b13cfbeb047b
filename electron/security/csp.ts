/** Content-Security-Policy of each page we serve. `nonce` is fresh for every load. */
const base = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

/**
 * The desk: its own files only; the one frame is a letter, the one sound a recording. Nothing may be connected to, so a letter cannot reach out through it. Text
 * becomes HTML only through the two policies of `renderer/desk` (W3C Trusted Types): `default` cleans, `letter` is the sanitiser's own.
 */
export function deskPolicy(nonce: string): string {
  return `${base}; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; font-src 'self'; media-src recording://sound; connect-src 'self'; frame-src app://letter; require-trusted-types-for 'script'; trusted-types default letter`
}

/** The phone window: no pictures, no frames; its sockets go to the exchange that is set up and nowhere else. */
export function phonePolicy(servers: readonly string[]): string {
  const sockets = servers.map(socketOrigin).filter((origin) => origin !== null)
  return `${base}; script-src 'self'; style-src 'self'; media-src 'self' blob: data:; worker-src 'self' blob:; connect-src ${["'self'", ...sockets].join(' ')}`
}

/** The practice window: its script and nothing else; voices come through its pipe, calls through its peer connections. */
export const practicePolicy = `${base}; script-src 'self'`
/** The call pop: its own files, and nobody to speak to but main. */
export const popPolicy = `${base}; script-src 'self'; style-src 'self'; font-src 'self'`

/** A letter: no script, no font, no form; pictures only from the letter itself. `sandbox` gives it an origin nobody shares. */
export const letterPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src app://letter data:; base-uri 'none'; form-action 'none'; frame-ancestors app://desk; sandbox allow-popups"

/** `ws://host:port` of a server address; null for anything that is no socket address. */
export function socketOrigin(server: string): string | null {
  try {
    const url = new URL(server)
    return url.protocol === 'ws:' || url.protocol === 'wss:' ? `${url.protocol}//${url.host}` : null
  } catch {
    return null
  }
}
