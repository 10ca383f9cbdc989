/** The real OpenID provider of the demo on a loopback port, and a browser that is `fetch` with a jar of cookies. */
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDemoIdentityProvider, type DemoPerson } from '#server/demo-identity-provider/index.ts'
import { findPersonByIdNumber } from '#server/modules/registry/index.ts'
import { system } from '#server/platform/actor.ts'
import { keysFolder } from '#server/platform/keys.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { lockAccount } from '../accounts/lock-account.ts'
import { callbackPath, demoClientId, demoClientSecret, demoIssuer } from '../demo/demo-provider-client.ts'
import { aBrowser, anAdministrator, cookiesOf } from '../fixtures.ts'
import { authenticate } from '../sessions/authenticate.ts'
import { forgetPrincipals } from '../sessions/principal-cache.ts'
import { beginCitizenSignIn, completeCitizenSignIn } from './citizen-sign-in.ts'
import type { OidcSettings } from './oidc-settings.ts'

const password = 'mật khẩu thử'
const people: DemoPerson[] = []
let server: Server
let settings: OidcSettings

beforeAll(async () => {
  server = createServer((request, response) => provider(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = createDemoIdentityProvider({ origin, keysFolder, people, password })
  settings = {
    issuer: demoIssuer(origin),
    name: 'VNeID (thử)',
    clientId: demoClientId,
    clientSecret: demoClientSecret(),
    idNumberClaim: 'id_number',
    redirectUri: `${origin}${callbackPath}`,
    allowsHttp: true,
    secondsToWait: 8,
  }
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

function aPerson(overrides: Partial<DemoPerson> = {}): DemoPerson {
  const tail = String(randomBytes(4).readUInt32BE() % 1_000_000).padStart(6, '0')
  const person: DemoPerson = {
    idNumber: `046196${tail}`,
    fullName: 'Trần Thị Ngọc Ánh',
    bornOn: '1996-07-25',
    gender: 'female',
    phone: '0900000102',
    ...overrides,
  }
  people.push(person)
  return person
}

/** Follows redirects within the provider and stops at the address of the application. */
class TestBrowser {
  readonly #cookies = new Map<string, string>()

  async go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; status: number; html: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    const location = response.headers.get('location')
    const next = location && new URL(location, url).href
    if (next && !next.startsWith(settings.redirectUri)) return this.go(next)
    return { url: next ?? url, status: response.status, html: await response.text() }
  }
}

/** From our link to the provider's answer, as the person at its page. */
async function answerOf(
  person: DemoPerson,
  returnTo = '/',
  browserKey?: string,
  confirms?: string,
  now = new Date(),
) {
  const started = await beginCitizenSignIn(settings, { returnTo, browserKey, confirms }, now)
  const browser = new TestBrowser()
  const page = await browser.go(started.url.href)
  const { url } = await browser.go(page.url, { nguoi: person.idNumber })
  return { answer: new URL(url), browserKey: started.browserKey }
}

const complete = (input: { answer: URL; browserKey: string | undefined }, given = settings) =>
  completeCitizenSignIn(given, { ...input, browser: aBrowser() })
const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'in',
    (error) => error.code,
  )

test('a person unknown so far signs in, is registered and returns to the page asked for', async () => {
  const person = aPerson()
  const session = await complete(await answerOf(person, '/ho-so/nop?buoc=2'))
  expect(session.returnTo).toBe('/ho-so/nop?buoc=2')
  const { actor } = await authenticate(cookiesOf(session))
  const known = await perform(system, (work) => findPersonByIdNumber(work, person.idNumber))
  expect(actor).toMatchObject({ kind: 'citizen', id: known?.id, name: person.fullName })
  expect(known).toMatchObject({
    fullName: person.fullName,
    bornOn: '1996-07-25',
    gender: 'female',
    source: 'VNeID (thử)',
  })
})

test('a name with a look-alike or a hidden character registers nobody; a decomposed one is kept composed', async () => {
  for (const fullName of ['Tr\u0430n An', 'Trần\u200b An', 'An\u0301\u0301']) {
    const person = aPerson({ fullName })
    expect(await codeOf(complete(await answerOf(person)))).toBe('identity.claims_name_invalid')
    expect(await perform(system, (work) => findPersonByIdNumber(work, person.idNumber))).toBeUndefined()
  }
  const person = aPerson({ fullName: 'H’Hen Niê'.normalize('NFD') })
  await complete(await answerOf(person))
  const known = await perform(system, (work) => findPersonByIdNumber(work, person.idNumber))
  expect(known?.fullName).toBe("H'Hen Niê")
})

test('the second sign-in finds the same person and account', async () => {
  const person = aPerson()
  const [first, second] = [await complete(await answerOf(person)), await complete(await answerOf(person))]
  const [one, two] = [await authenticate(cookiesOf(first)), await authenticate(cookiesOf(second))]
  expect(one.session?.accountId).toBe(two.session?.accountId)
  expect(one.session?.id).not.toBe(two.session?.id)
})

test('two first sign-ins at once make one person and one account', async () => {
  const person = aPerson()
  const answers = await Promise.all([answerOf(person), answerOf(person)])
  const sessions = await Promise.all(answers.map((answer) => complete(answer)))
  const ids = await Promise.all(
    sessions.map(async (s) => (await authenticate(cookiesOf(s))).session?.accountId),
  )
  expect(new Set(ids).size).toBe(1)
})

test('the provider’s page is plain, marked as a trial, and takes a number with the demo password', async () => {
  const person = aPerson({ fullName: 'Lê <b>Thử</b>' })
  const { url } = await beginCitizenSignIn(settings, { returnTo: '/' })
  const browser = new TestBrowser()
  const page = await browser.go(url.href)
  expect(page.html).toContain('Tài khoản thử – thay cho VNeID')
  expect(page.html).toContain('Lê &lt;b&gt;Thử&lt;/b&gt;')
  expect(page.html).not.toMatch(/<script|onclick|style=/)
  const wrong = await browser.go(page.url, { so: person.idNumber, 'mat-khau': 'sai' })
  expect(wrong.status).toBe(401)
  expect(wrong.html).toContain('role="alert"')
  const right = await browser.go(page.url, {
    so: person.idNumber.replace(/(...)/g, '$1 '),
    'mat-khau': password,
  })
  expect(right.url).toMatch(/[?&]code=/)
  const sheet = await fetch(`${settings.issuer}/giao-dien.css`)
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
})

test('a citizen confirms anew at the provider: the open session is fresh again, for its owner only', async () => {
  const person = aPerson()
  const signedIn = await complete(await answerOf(person))
  const { session } = await authenticate(cookiesOf(signedIn))
  const age = () =>
    perform(system, ({ tx }) =>
      tx
        .updateTable('identity.session')
        .set({ confirmedAt: new Date(Date.now() - 6 * 60_000) })
        .where('id', '=', session?.id ?? '')
        .execute(),
    )
  const isFresh = async () => {
    forgetPrincipals(session?.accountId ?? '')
    return hasFreshFactor((await authenticate(cookiesOf(signedIn))).actor)
  }
  expect(await isFresh()).toBe(true)
  await age()
  expect(await isFresh()).toBe(false)

  const confirmed = await complete(await answerOf(person, '/tai-khoan/ma-truy-cap', undefined, session?.id))
  expect(confirmed).toEqual({ returnTo: '/tai-khoan/ma-truy-cap' })
  expect(await isFresh()).toBe(true)

  await age()
  const other = await answerOf(aPerson(), '/', undefined, session?.id)
  expect(await codeOf(complete(other))).toBe('identity.confirmed_by_another')
  expect(await isFresh()).toBe(false)
})

test('an answer the provider gave without asking anew confirms nothing', async () => {
  const person = aPerson()
  const { session } = await authenticate(cookiesOf(await complete(await answerOf(person))))
  // As if the person had been sent there only after the provider last asked.
  const later = new Date(Date.now() + 2 * 60_000)
  const given = await answerOf(person, '/', undefined, session?.id, later)
  expect(await codeOf(complete(given))).toBe('identity.not_asked_anew')
})

test('guessing at the demo provider soon has to wait', async () => {
  const person = aPerson()
  const { url } = await beginCitizenSignIn(settings, { returnTo: '/' })
  const browser = new TestBrowser()
  const page = await browser.go(url.href)
  const statuses = []
  for (let index = 0; index < 11; index++) {
    statuses.push((await browser.go(page.url, { so: person.idNumber, 'mat-khau': 'sai' })).status)
  }
  expect(statuses).toEqual([...Array(10).fill(401), 429])
})

test('an answer works once', async () => {
  const answer = await answerOf(aPerson())
  expect(await codeOf(complete(answer))).toBe('in')
  expect(await codeOf(complete(answer))).toBe('identity.sign_in_expired')
})

test('an answer for another browser, another sign-in, or none is refused', async () => {
  const mine = await answerOf(aPerson())
  const theirs = await answerOf(aPerson())
  expect(await codeOf(complete({ ...mine, browserKey: theirs.browserKey }))).toBe('identity.sign_in_expired')
  expect(await codeOf(complete({ ...mine, browserKey: undefined }))).toBe('identity.sign_in_expired')
  const noState = new URL(mine.answer)
  noState.searchParams.delete('state')
  expect(await codeOf(complete({ ...mine, answer: noState }))).toBe('identity.sign_in_expired')
  const otherState = new URL(mine.answer)
  otherState.searchParams.set('state', 'A'.repeat(43))
  expect(await codeOf(complete({ ...mine, answer: otherState }))).toBe('identity.sign_in_expired')
})

test('a code given to another sign-in of the same browser fails: its verifier and nonce differ', async () => {
  const person = aPerson()
  const first = await answerOf(person)
  const second = await answerOf(person, '/', first.browserKey)
  const mixed = new URL(first.answer)
  mixed.searchParams.set('code', second.answer.searchParams.get('code') ?? '')
  expect(await codeOf(complete({ ...first, answer: mixed }))).toBe('identity.sign_in_rejected')
})

test('two tabs of one browser may sign in side by side', async () => {
  const person = aPerson()
  const first = await answerOf(person, '/mot')
  const second = await answerOf(person, '/hai', first.browserKey)
  expect((await complete(first)).returnTo).toBe('/mot')
  expect((await complete(second)).returnTo).toBe('/hai')
})

test('an answer of another issuer is refused', async () => {
  const given = await answerOf(aPerson())
  given.answer.searchParams.set('iss', 'https://ke-xau.vn')
  expect(await codeOf(complete(given))).toBe('identity.sign_in_rejected')
})

test('ten minutes are enough', async () => {
  const started = await beginCitizenSignIn(settings, { returnTo: '/' }, new Date(Date.now() - 11 * 60_000))
  const answer = new URL(settings.redirectUri)
  answer.searchParams.set('state', started.url.searchParams.get('state') ?? '')
  answer.searchParams.set('code', 'x')
  expect(await codeOf(complete({ answer, browserKey: started.browserKey }))).toBe('identity.sign_in_expired')
})

test('stopping at the provider leads back with a word for it', async () => {
  const started = await beginCitizenSignIn(settings, { returnTo: '/' })
  const browser = new TestBrowser()
  const page = await browser.go(started.url.href)
  const { url } = await browser.go(page.url, { thoi: '1' })
  expect(await codeOf(complete({ answer: new URL(url), browserKey: started.browserKey }))).toBe(
    'identity.sign_in_cancelled',
  )
})

test('without the identity number nobody gets in', async () => {
  const given = await answerOf(aPerson())
  expect(await codeOf(complete(given, { ...settings, idNumberClaim: 'cccd' }))).toBe(
    'identity.claims_missing',
  )
})

test('a locked citizen does not get in', async () => {
  const person = aPerson()
  const { session } = await authenticate(cookiesOf(await complete(await answerOf(person))))
  const { officer } = await anAdministrator()
  await perform(officer, (work) => lockAccount(work, officer, session?.accountId ?? ''))
  expect(await codeOf(complete(await answerOf(person)))).toBe('identity.account_locked')
})

test('a wrong client secret, a dead provider, a wrong issuer and plain http elsewhere are told apart from a defect', async () => {
  const given = await answerOf(aPerson())
  const wrongSecret = { ...settings, clientId: `${demoClientId} `, clientSecret: 'sai' }
  expect(await codeOf(complete(given, wrongSecret))).toBe('identity.sign_in_rejected')
  const begin = (change: Partial<OidcSettings>) =>
    codeOf(beginCitizenSignIn({ ...settings, ...change }, { returnTo: '/' }))
  expect(await begin({ issuer: 'http://127.0.0.1:9/vneid-thu' })).toBe('identity.provider_unavailable')
  expect(await begin({ issuer: settings.issuer.replace('127.0.0.1', 'localhost') })).toBe(
    'identity.provider_unavailable',
  )
  expect(await begin({ clientId: 'khac', allowsHttp: false })).toBe('identity.provider_unavailable')
})

test('a provider that never answers costs no more than the time we give it', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/vneid-thu`
  const order: number[] = []
  const begin = async (secondsToWait: number) => {
    const code = await codeOf(
      beginCitizenSignIn(
        { ...settings, issuer: `${issuer}-${secondsToWait}`, secondsToWait },
        { returnTo: '/' },
      ),
    )
    order.push(secondsToWait)
    return code
  }
  // The one given an hour is still waiting when the other has been told.
  const patient = begin(3_600)
  expect(await begin(1)).toBe('identity.provider_unavailable')
  expect(order).toEqual([1])
  silent.close()
  silent.closeAllConnections()
  expect(await patient).toBe('identity.provider_unavailable')
})
