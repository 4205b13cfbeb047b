import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A letter as the server tells of it: what it gives for a FETCH of header fields and for one of the whole. */
export interface ServedLetter {
  readonly header: Buffer
  readonly source: Buffer
  /** What it gives for the size, bytes; the true one when missing. */
  readonly size?: number
}

export interface ImapPeer {
  readonly port: number
  close(): Promise<void>
}

/** An IMAP server (RFC 3501) on loopback with one folder, which says of its letters whatever it is given; UIDs count from 1. */
export async function imapPeer(letters: readonly ServedLetter[]): Promise<ImapPeer> {
  const sockets = new Set<Socket>()
  const fetched = (set: string, what: string): Buffer[] =>
    letters.flatMap(({ header, size, source }, index) => {
      const uid = index + 1
      const asked = set.split(',').some((part) => {
        const [from = 0, to = from] = part.split(':').map(Number)
        return uid >= from && uid <= to
      })
      if (!asked) return []
      const fields = /BODY\.PEEK(\[HEADER\.FIELDS \([^)]*\)\])/i.exec(what)?.[1]
      const content = fields === undefined ? source : header
      const facts = `UID ${uid} FLAGS () RFC822.SIZE ${size ?? source.length} INTERNALDATE "20-Nov-2026 08:0${index}:00 +0000"`
      return [
        Buffer.from(`* ${uid} FETCH (${facts} BODY${fields ?? '[]'} {${content.length}}\r\n`),
        content,
        Buffer.from(')\r\n'),
      ]
    })
  const untagged = (command: string): readonly (Buffer | string)[] => {
    if (/^CAPABILITY/i.test(command)) return ['* CAPABILITY IMAP4rev1\r\n']
    if (/^LIST/i.test(command)) return ['* LIST (\\HasNoChildren) "/" INBOX\r\n']
    if (/^SELECT/i.test(command))
      return [`* FLAGS (\\Seen \\Answered)\r\n* ${letters.length} EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 1] ok\r\n`]
    const [, set = '', what = ''] = /^UID FETCH (\S+) (.*)/i.exec(command) ?? []
    return fetched(set, what)
  }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('* OK [CAPABILITY IMAP4rev1] ready\r\n')
    let rest = ''
    socket.on('data', (data) => {
      const lines = (rest + data.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const [tag = '*', ...words] = line.split(' ')
        for (const answer of untagged(words.join(' '))) socket.write(answer)
        socket.write(`${tag} OK done\r\n`)
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
