import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { checkProfile, type Profile, type SecretSource } from '#shared/settings/profile.ts'
import { isCertificateFile } from '../security/certificates.ts'

/** A profile with its secrets and certificates read. Secrets stay in this object until the vault has them. */
export interface LoadedProfile {
  readonly profile: Profile
  readonly lineSecret: string | null
  readonly mailboxSecrets: ReadonlyMap<string, string>
  /** PEM texts. */
  readonly trustedCertificates: readonly string[]
  readonly storageKey: Buffer | null
}

export type LoadProfileResult =
  | { readonly ok: true; readonly loaded: LoadedProfile }
  | { readonly ok: false; readonly line: string }

class Refused extends Error {}

/**
 * Reads the provisioning profile. A file that is missing, is no JSON, has an unknown key or a wrong type, or names a secret that
 * cannot be read is refused with one line: file, key, mend. No value of the file is repeated, because it may be a secret.
 */
export function loadProfile(path: string, env: NodeJS.ProcessEnv = process.env): LoadProfileResult {
  const file = resolve(path)
  const refuse = (key: string, mend: string): never => {
    throw new Refused(`courtesy: ${file}: ${key}: ${mend}`)
  }
  const read = (relative: string, key: string): Buffer => {
    try {
      return readFileSync(resolve(dirname(file), relative))
    } catch (error) {
      return refuse(key, `cannot read ${relative} (${code(error)}); correct the path or its permissions`)
    }
  }
  const secret = (source: SecretSource, key: string): string => {
    if ('value' in source) return source.value
    if ('file' in source)
      return read(source.file, `${key}.file`)
        .toString('utf8')
        .replace(/\r?\n$/, '')
    const value = env[source.env]
    return value === undefined || value === ''
      ? refuse(`${key}.env`, `the environment variable ${source.env} is not set; set it before the start`)
      : value
  }
  try {
    const profile = parse(file, refuse)
    return {
      ok: true,
      loaded: {
        profile,
        lineSecret: profile.line ? secret(profile.line.secret, 'line.secret') : null,
        mailboxSecrets: new Map(
          profile.mailboxes.map((mailbox, index) => [mailbox.id, secret(mailbox.secret, `mailboxes[${index}].secret`)]),
        ),
        trustedCertificates: profile.trustedCertificates.map((relative, index) => {
          const pem = read(relative, `trustedCertificates[${index}]`).toString('utf8')
          return isCertificateFile(pem)
            ? pem
            : refuse(`trustedCertificates[${index}]`, 'is no PEM certificate that can be read; export it as PEM')
        }),
        storageKey: profile.storage.key ? checkKey(read(profile.storage.key.file, 'storage.key.file'), refuse) : null,
      },
    }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, line: error.message }
    throw error
  }
}

function parse(file: string, refuse: (key: string, mend: string) => never): Profile {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return refuse('(file)', `cannot be read (${code(error)}); check --profile`)
  }
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    // V8's message may quote a piece of the text, which may be a secret; the position is enough.
    const position = /position (\d+)/.exec(String(error))?.[1]
    const line = position === undefined ? null : text.slice(0, Number(position)).split('\n').length
    return refuse(line === null ? '(file)' : `line ${line}`, 'is not valid JSON; look for a missing comma or quote there')
  }
  const checked = checkProfile(raw)
  return checked.ok ? checked.profile : refuse(checked.problem.key, checked.problem.mend)
}

function checkKey(key: Buffer, refuse: (key: string, mend: string) => never): Buffer {
  return key.length >= 16 ? key : refuse('storage.key.file', 'holds fewer than 16 bytes; make a key with: openssl rand -hex 32')
}

const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'error')
