import type { IncomingMessage } from 'node:http'
import { get, type Agent } from 'node:https'

export interface Limits {
  /** Ends the try, also in the middle of an answer. */
  readonly signal: AbortSignal
  /** Greatest size that is read, bytes; what is longer counts as not there. */
  readonly largest: number
  /** Connections, where not Node's own are wanted. */
  readonly agent?: Agent | undefined
}

/** As many times a server may send us on to another place. */
const mostHops = 5

/**
 * A small text file over https, redirections followed to https only. They are followed here and not by `fetch`, which would ask the plain
 * http place before anybody could say no, and reads an answer of any length.
 * @returns null when there is none: not found, not reachable, refused certificate, too long, sent on to http or for ever
 */
export async function httpsFile(place: string, limits: Limits): Promise<string | null> {
  try {
    let url = new URL(place)
    for (let hop = 0; hop <= mostHops; hop++) {
      if (url.protocol !== 'https:') return null
      const response = await answer(url, limits)
      const { statusCode: status = 0, headers } = response
      if (status >= 200 && status < 300) return await text(response, limits.largest)
      response.destroy()
      if (status < 300 || status >= 400 || headers.location === undefined) return null
      url = new URL(headers.location, url)
    }
    return null
  } catch {
    // No such name, no connection, a certificate that is not good, cut off or too late: not offered this way.
    return null
  }
}

const answer = (url: URL, { signal, agent }: Limits): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { accept: 'text/xml, application/xml' }
    get(url, { signal, headers, ...(agent ? { agent } : {}) }, resolve).on('error', reject)
  })

async function text(response: IncomingMessage, largest: number): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    // Leaving the loop ends the connection.
    if (size > largest) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
