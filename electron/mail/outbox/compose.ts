import MailComposer from 'nodemailer/lib/mail-composer'
import type { Envelope, LetterBody, LetterHeader, Outgoing } from '#shared/contract/mail-store.ts'
import { parseLetter } from '../parse/letter.ts'

export interface Composed {
  /** As it travels: no Bcc. */
  readonly wire: Uint8Array
  /** As Sent keeps it: with Bcc, so that the agent can see whom it went to. */
  readonly copy: Uint8Array
  readonly envelope: Envelope
  readonly header: LetterHeader
  readonly body: LetterBody
}

/**
 * Builds the letter (RFC 5322, MIME) with a plain and an HTML part. Files and addresses of the web are never read while building: all
 * content comes with `outgoing`.
 * @throws when an address cannot stand in an envelope
 */
export async function compose(outgoing: Outgoing): Promise<Composed> {
  const composer = new MailComposer({
    from: outgoing.from,
    to: outgoing.to,
    cc: outgoing.cc,
    bcc: outgoing.bcc,
    subject: outgoing.subject,
    text: outgoing.text,
    html: `<!doctype html><html><head><meta charset="utf-8"></head><body>${outgoing.html}</body></html>`,
    messageId: outgoing.messageId,
    date: new Date(outgoing.date),
    ...(outgoing.inReplyTo === null ? {} : { inReplyTo: outgoing.inReplyTo }),
    ...(outgoing.references.length === 0 ? {} : { references: outgoing.references.slice(-50) }),
    attachments: outgoing.attachments.map((file) => ({
      filename: file.fileName,
      contentType: file.contentType,
      content: Buffer.from(file.content),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  } as ConstructorParameters<typeof MailComposer>[0])
  const node = composer.compile()
  // The library leaves Bcc in what it builds unless told, and raw sending would put it on the wire.
  node.keepBcc = false
  const wire = await node.build()
  node.keepBcc = true
  const copy = await node.build()
  const envelope = node.getEnvelope()
  const to = [
    ...new Set([envelope.to].flat().filter((address): address is string => typeof address === 'string' && address !== '')),
  ]
  if (typeof envelope.from !== 'string' || envelope.from === '' || to.length === 0) throw new Error('no sender or no recipient')
  const { header, body } = await parseLetter(copy)
  return { wire, copy, envelope: { from: envelope.from, to }, header, body }
}
