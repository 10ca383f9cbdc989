/** Who signs: the leader's own certificate, then the agency's seal. In the demo both are software keys made on first need. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CertificateAuthority,
  openCertificateAuthority,
} from '#server/crafts/crypto/certificate-authority.ts'
import type { Signer } from '#server/crafts/crypto/signer.ts'
import { type Appearance, personalAppearance, sealAppearance } from '#server/crafts/pdf/appearance.ts'
import { type OutlineFont, readOutlineFont } from '#server/crafts/pdf/outline-font.ts'
import type { Agency } from '#server/modules/agencies/index.ts'
import { config } from '#server/platform/config.ts'
import { keysFolder } from '#server/platform/keys.ts'
import { log, stackOf } from '#server/platform/log.ts'
import { Refusal } from '#shared/refusal.ts'
import { keyBusy, signingKeyMissing } from '../refusals.ts'
import { inTime } from './in-time.ts'

export interface SignerWithLook {
  signer: Signer
  appearance: Appearance
}

export interface Signers {
  /** Absent from what bears the seal alone. */
  leader?: SignerWithLook
  agency: SignerWithLook
}

export interface Leader {
  accountId: string
  name: string
  position: string
}

let opened: Promise<CertificateAuthority> | undefined

/** The demo authority: the trust anchor of everything signed here. Undefined outside the demo. */
export async function demoAuthority(): Promise<CertificateAuthority | undefined> {
  if (!config.NHIP_DEMO) return undefined
  opened ??= openCertificateAuthority({
    folder: join(keysFolder, 'demo-authority'),
    keyFile: join(keysFolder, 'demo-authority.key'),
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

/** Where the keys are asked: a token over PKCS#11, a remote signing service, or in the demo an authority of our own. */
export type SigningKeys = Pick<CertificateAuthority, 'person' | 'seal'>

let connected: SigningKeys | undefined

/** Has documents signed with these keys from now on; without any, in the demo, with software keys made on first need. */
export function connectSigningKeys(keys: SigningKeys | undefined): void {
  connected = keys
}

/** Refuses where nothing can be signed: asked before a number is taken. */
export function requireSigningKeys(): void {
  if (!hasSigningKeys()) throw signingKeyMissing()
}

export function hasSigningKeys(): boolean {
  return connected !== undefined || config.NHIP_DEMO
}

/**
 * The two signers of a document. Outside the demo nobody signs with keys of our own making: refuses until the
 * keys of the Government's authority (a token over PKCS#11, remote signing) are connected (Nghị định 68/2024/NĐ-CP), and where they fail
 * or do not answer, now and when they sign.
 */
export async function requireSigners(
  leader: Leader,
  agency: Agency,
  parent: Agency | undefined,
): Promise<Signers> {
  const authority = await requireAuthority()
  const { accountId, name, position } = leader
  const [person, seal] = await Promise.all([
    authority.person(accountId, { name, position, organisation: agency.name }),
    requireSeal(agency, parent),
  ])
  return {
    leader: {
      signer: person,
      appearance: drawOnce(`person ${name}`, () =>
        personalAppearance(font('700Bold_Italic/Tinos_700Bold_Italic.ttf'), { name }),
      ),
    },
    agency: seal,
  }
}

/** The agency's seal alone, for what nobody signs beside it; refuses as `requireSigners`. */
export async function requireSeal(agency: Agency, parent: Agency | undefined): Promise<SignerWithLook> {
  const authority = await requireAuthority()
  const superior = parent?.name.replace(/^Ủy ban nhân dân\s+/i, '') ?? ''
  return {
    signer: await authority.seal(agency.id, { name: agency.name, code: agency.code }),
    appearance: drawOnce(`seal ${agency.name} ${superior}`, () =>
      sealAppearance(font('700Bold/Tinos_700Bold.ttf'), { agency: agency.name, superior, demo: true }),
    ),
  }
}

async function requireAuthority(): Promise<SigningKeys> {
  const authority = connected ?? (await demoAuthority())
  if (!authority) throw signingKeyMissing()
  return {
    person: (...who) => signerOf(() => authority.person(...who)),
    seal: (...which) => signerOf(() => authority.seal(...which)),
  }
}

async function signerOf(ask: () => Promise<Signer>): Promise<Signer> {
  const signer = await answered(ask)
  const { certificateChain, algorithm } = signer
  return { certificateChain, algorithm, sign: (bytes) => answered(() => signer.sign(bytes)) }
}

/** A key pulled out, or behind a network that is gone, is one that does not answer now: what it is to sign waits for it, with its number. */
async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await inTime(ask())
  } catch (error) {
    if (error instanceof Refusal) throw error
    log.error({ error: stackOf(error) }, 'a signing key failed')
    throw keyBusy()
  }
}

const fonts = new Map<string, OutlineFont>()

function font(file: string): OutlineFont {
  const read = fonts.get(file) ?? readOutlineFont(readFileSync(join(fontFolder, file)))
  fonts.set(file, read)
  return read
}

/** From where the program runs, so that a bundle finds it too. */
const fontFolder = join(process.cwd(), 'node_modules/@expo-google-fonts/tinos')

const drawings = new Map<string, Appearance>()
const maximumDrawings = 500

/** Drawing a seal takes longer than signing with it; the oldest drawings go when there are many. */
function drawOnce(key: string, draw: () => Appearance): Appearance {
  const known = drawings.get(key) ?? draw()
  drawings.delete(key)
  drawings.set(key, known)
  const oldest = drawings.keys().next().value
  if (drawings.size > maximumDrawings && oldest !== undefined) drawings.delete(oldest)
  return known
}
