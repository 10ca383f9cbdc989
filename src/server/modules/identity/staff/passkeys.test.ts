import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Officer } from '#server/platform/actor.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { aBrowser, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { authenticate } from '../sessions/authenticate.ts'
import type { RelyingParty } from './check-passkey.ts'
import { confirmWithPasskey, offerPasskeyConfirmation } from './confirm-again.ts'
import {
  confirmPasskey,
  getSecondFactors,
  offerPasskeySignIn,
  proposePasskey,
  registerPasskey,
  removePasskey,
  removeTotp,
} from './passkeys.ts'
import { signInWithPassword } from './sign-in-with-password.ts'

const site: RelyingParty = { id: 'nhip.example', origin: 'https://nhip.example' }

test('a registered key opens the second half, once for each challenge', async () => {
  const { account, officer, key } = await aRegisteredKey()
  const browser = aBrowser()
  const stepToken = await passwordStep(account, browser.address)
  const options = await offerPasskeySignIn(stepToken, site)
  expect(options.allowCredentials).toMatchObject([{ id: key.id }])
  const response = key.sign(options.challenge, site)

  const session = await confirmPasskey({ stepToken, response, browser }, new Date(), site)
  expect((await authenticate(cookiesOf(session))).actor).toMatchObject({ kind: 'officer', id: officer.id })
  await expect(confirmPasskey({ stepToken, response, browser }, new Date(), site)).rejects.toMatchObject({
    code: 'identity.sign_in_expired',
  })
  const again = await passwordStep(account, browser.address)
  await expect(
    confirmPasskey({ stepToken: again, response, browser }, new Date(), site),
  ).rejects.toMatchObject({
    code: 'identity.passkey_not_accepted',
  })
})

test('a signature for another site, by another key, or with a counter gone back is refused', async () => {
  const { account, key } = await aRegisteredKey()
  const { key: foreign } = await aRegisteredKey()
  const browser = aBrowser()
  const attempt = async (make: (challenge: string) => string) => {
    const stepToken = await passwordStep(account, browser.address)
    const { challenge } = await offerPasskeySignIn(stepToken, site)
    return confirmPasskey(
      { stepToken, response: make(challenge), browser: aBrowser() },
      new Date(),
      site,
    ).then(
      () => 'in',
      (error) => error.code,
    )
  }
  const fake = { id: 'nhip.example', origin: 'https://nhip.examp1e' }
  expect(await attempt((challenge) => key.sign(challenge, fake))).toBe('identity.passkey_not_accepted')
  expect(await attempt((challenge) => foreign.sign(challenge, site))).toBe('identity.passkey_not_accepted')
  expect(await attempt((challenge) => key.sign(challenge, site))).toBe('in')
  expect(await attempt(() => 'không phải JSON')).toBe('identity.passkey_not_accepted')
  expect(await attempt(() => '{}')).toBe('identity.passkey_not_accepted')
  key.counter = 0
  expect(await attempt((challenge) => key.sign(challenge, site))).toBe('identity.passkey_not_accepted')
})

test('a registration must answer our challenge, of this account, in time, and only once', async () => {
  const { officer } = await anAccountWithOfficer()
  const { officer: other } = await anAccountWithOfficer()
  const key = aKey()
  const offer = await perform(officer, (work) => proposePasskey(work, officer, site))
  const register = (who: Officer, response: string, now = new Date()) =>
    perform(
      who,
      (work) =>
        registerPasskey(
          work,
          { ...who, confirmedAt: now },
          { proposal: offer.proposal, response, label: 'Thử' },
          site,
        ),
      { now },
    ).then(
      () => 'added',
      (error) => error.code,
    )
  const response = key.attest(offer.options.challenge, site)
  expect(await register(other, response)).toBe('identity.sign_in_expired')
  expect(await register(officer, response, new Date(Date.now() + 11 * 60_000))).toBe(
    'identity.sign_in_expired',
  )
  expect(await register(officer, key.attest('AAAA', site))).toBe('identity.passkey_not_accepted')
  expect(await register(officer, response)).toBe('added')
  expect(await register(officer, response)).toBe('identity.passkey_known')
})

test('a passkey confirms an open session, once for each offer', async () => {
  const { account, officer, key } = await aRegisteredKey()
  const now = new Date()
  const signedIn = await signInStaff(account, aBrowser(), new Date(now.getTime() - 10 * 60_000))
  const { session } = await authenticate(cookiesOf(signedIn))
  const sessionId = session?.id ?? ''
  const { options, proposal } = await perform(officer, (work) =>
    offerPasskeyConfirmation(work, officer, sessionId, site),
  )
  const response = key.sign(options.challenge, site)
  const confirm = (id: string, at = new Date()) =>
    confirmWithPasskey(officer, { proposal, response, sessionId: id, browser: aBrowser() }, at, site).then(
      () => 'confirmed',
      (error) => error.code,
    )
  expect(await confirm(sessionId, new Date(now.getTime() + 11 * 60_000))).toBe('identity.sign_in_expired')
  expect(await confirm(sessionId)).toBe('confirmed')
  expect(await confirm(sessionId)).toBe('identity.sign_in_expired')
  expect(hasFreshFactor((await authenticate(cookiesOf(signedIn))).actor)).toBe(true)
})

test('the last second factor stays', async () => {
  const { officer, key } = await aRegisteredKey()
  await perform(officer, (work) => removeTotp(work, officer))
  await expect(perform(officer, (work) => removePasskey(work, officer, key.id))).rejects.toMatchObject({
    code: 'identity.last_second_factor',
  })
  expect(await perform(officer, (work) => getSecondFactors(work, officer))).toMatchObject({
    hasTotp: false,
    passkeys: [{ id: key.id, label: 'Thử' }],
  })
  const { officer: second, key: secondKey } = await aRegisteredKey()
  await perform(second, (work) => removePasskey(work, second, secondKey.id))
  await expect(perform(second, (work) => removeTotp(work, second))).rejects.toMatchObject({
    code: 'identity.last_second_factor',
  })
})

async function anAccountWithOfficer() {
  const account = await aStaffAccount()
  const { id, agencyId } = account
  const officer: Officer = {
    kind: 'officer',
    id,
    name: 'Trần Thị Thử',
    agencyId,
    agencyIds: [agencyId],
    scope: 'agency',
    roles: ['one_stop'],
    confirmedAt: new Date(),
  }
  return { account, officer }
}

async function aRegisteredKey() {
  const { account, officer } = await anAccountWithOfficer()
  const key = aKey()
  await perform(officer, async (work) => {
    const { options, proposal } = await proposePasskey(work, officer, site)
    const response = key.attest(options.challenge, site)
    await registerPasskey(work, officer, { proposal, response, label: 'Thử' }, site)
  })
  return { account, officer, key }
}

async function passwordStep({ login, password }: { login: string; password: string }, address: string) {
  return (await signInWithPassword({ login, password, returnTo: '', address })).stepToken
}

/** An authenticator in software (WebAuthn Level 3 §6): an ES256 key, attestation `none`. */
function aKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const rawId = randomBytes(32)
  const id = rawId.toString('base64url')
  const cose = cborMap([
    [cborInt(1), cborInt(2)],
    [cborInt(3), cborInt(-7)],
    [cborInt(-1), cborInt(1)],
    [cborInt(-2), cborBytes(Buffer.from(x, 'base64url'))],
    [cborInt(-3), cborBytes(Buffer.from(y, 'base64url'))],
  ])
  const clientData = (type: string, challenge: string, { origin }: RelyingParty) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const header = ({ id: rpId }: RelyingParty, flags: number, counter: number) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(flags), count])
  }
  const envelope = (response: object) =>
    JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })

  const key = {
    id,
    counter: 0,
    attest(challenge: string, party: RelyingParty): string {
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.of(0, rawId.length), rawId, cose])
      const authData = Buffer.concat([header(party, 0x45, 0), credential])
      const attestationObject = cborMap([
        [cborText('fmt'), cborText('none')],
        [cborText('attStmt'), cborMap([])],
        [cborText('authData'), cborBytes(authData)],
      ])
      return envelope({
        clientDataJSON: clientData('webauthn.create', challenge, party).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      })
    },
    sign(challenge: string, party: RelyingParty): string {
      key.counter++
      const authData = header(party, 0x05, key.counter)
      const data = clientData('webauthn.get', challenge, party)
      const signature = createSign('sha256')
        .update(authData)
        .update(createHash('sha256').update(data).digest())
        .sign(privateKey)
      return envelope({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      })
    },
  }
  return key
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.of((major << 5) | value)
  if (value < 256) return Buffer.of((major << 5) | 24, value)
  return Buffer.of((major << 5) | 25, value >> 8, value & 255)
}

function cborInt(value: number): Buffer {
  return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value)
}

function cborBytes(bytes: Buffer): Buffer {
  return Buffer.concat([cborHead(2, bytes.length), bytes])
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, Buffer.byteLength(text)), Buffer.from(text)])
}

function cborMap(entries: [Buffer, Buffer][]): Buffer {
  return Buffer.concat([cborHead(5, entries.length), ...entries.flat()])
}
