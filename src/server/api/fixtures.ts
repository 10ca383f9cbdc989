/** The province and the tokens of its people, for tests of the contract. */
import { randomUUID } from 'node:crypto'
import { setTimeout as rest } from 'node:timers/promises'
import { loadProvinceAgencies } from '#server/modules/agencies/fixtures.ts'
import { loadServices } from '#server/modules/catalogue/index.ts'
import {
  findAccountNamed,
  insertPersonalToken,
  loadDemoIdentity,
  readDemoPeople,
  renewClientSecret,
  type TokenScope,
} from '#server/modules/identity/index.ts'
import { system } from '#server/platform/actor.ts'
import { aLargePdf } from '#server/platform/files/fixtures.ts'
import { provinceFolder } from '#server/platform/province.ts'
import { perform, type Work } from '#server/platform/work.ts'
import { api } from './app.ts'
import { breachOf } from './conformance.ts'

/** Loads agencies, services and demo people; loading again adds nothing. */
export async function loadProvince(): Promise<void> {
  await loadProvinceAgencies()
  await perform(system, (work) => loadServices(work, provinceFolder))
  await perform(system, (work) => loadDemoIdentity(work, readDemoPeople()))
}

/** What another system sees of an answer. */
export interface Answer {
  status: number
  headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any
  bytes: Uint8Array
}

export interface Call {
  json?: unknown
  raw?: Uint8Array<ArrayBuffer> | string
  headers?: Record<string, string>
  method?: string
}

export type Caller = (path: string, call?: Call) => Promise<Answer>

/**
 * Calls the contract with this token, or as a stranger; from an address of its own, so that limits count apart. Whatever
 * the program answers must be what the contract says it may answer.
 */
export function callWith(token?: string): Caller {
  const [a, b, c] = crypto.getRandomValues(new Uint8Array(3))
  const env = { address: `10.${a}.${b}.${c}` }
  return async (path, { json, raw, headers = {}, method } = {}) => {
    const body = json === undefined ? raw : JSON.stringify(json)
    const init = {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    }
    const response = await api.request(`/api/v1${path}`, init, env)
    // A stream would go on for ever.
    const isStream = response.headers.get('content-type')?.includes('event-stream')
    if (isStream) await response.body?.cancel()
    const bytes = new Uint8Array(isStream ? [] : await response.arrayBuffer())
    const isJson = response.headers.get('content-type')?.includes('json')
    const text = isJson ? new TextDecoder().decode(bytes) : ''
    const answered = text ? JSON.parse(text) : undefined
    const { status, headers: answerHeaders } = response
    const mediaType = answerHeaders.get('content-type') ?? ''
    const breach = await breachOf({ method: init.method, path, status, mediaType, body: answered })
    if (breach) throw new Error(breach)
    return { status, headers: answerHeaders, bytes, body: answered }
  }
}

/** A token of a demo person, by login or by full name; made now, for all that account may do, unless it is said otherwise. */
export async function tokenOf(
  name: string,
  scopes: TokenScope[] | null = null,
  madeAt = new Date(),
): Promise<string> {
  const make = async (work: Work) => {
    const found = await findAccountNamed(work, name)
    if (!('account' in found)) throw new Error(`Nobody is called ${name}`)
    const { id: accountId } = found.account
    return insertPersonalToken(work, { accountId, agencyId: null, label: 'test', days: 1, scopes })
  }
  return (await perform(system, make, { now: madeAt })).token
}

/** Calls as a demo person. */
export async function callAs(...whose: Parameters<typeof tokenOf>): Promise<Caller> {
  return callWith(await tokenOf(...whose))
}

let secret: Promise<string | undefined> | undefined

/** The secret of the demo client system, renewed once: renewing it again would end the tokens it opened. */
export function clientSecret(): Promise<string | undefined> {
  secret ??= perform(system, (work) => renewClientSecret(work, 'he-thong-thu'))
  return secret
}

/** Calls as the demo client system, through the token endpoint. */
export async function callAsClient(): Promise<Caller> {
  const answer = await callWith()('/oauth/token', {
    raw: 'grant_type=client_credentials',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`he-thong-thu:${await clientSecret()}`).toString('base64')}`,
    },
  })
  return callWith(answer.body.access_token)
}

/** Hands in a small PDF that nobody handed in before; its upload names it in a dossier. */
export async function handIn(call: Caller, name = 'giấy.pdf'): Promise<string> {
  const raw = new Uint8Array(aLargePdf(1000, Math.floor(Math.random() * 2 ** 31)))
  const headers = { 'content-type': 'application/pdf', 'x-file-name': encodeURIComponent(name) }
  // A machine with much else to do reads few files at once, and asks to come again.
  for (let attempt = 1; ; attempt++) {
    const { body, status } = await call('/files', { raw, headers })
    if (status === 201) return body.upload
    if (status !== 503 || attempt === 5) throw new Error(`${status} ${JSON.stringify(body)}`)
    await rest(2_000)
  }
}

/** Thuận Hóa, where the demo officers work. */
export const commune = '19789'

/** Gia hạn giấy phép xây dựng: one paper, decided by the commune. */
export async function aNewDossier(
  call: Caller,
): Promise<{ serviceCode: string; answers: object; papers: object[] }> {
  const { extendable, sampleAnswers, seeded } = await import('#server/modules/catalogue/fixtures.ts')
  const { body: service } = await call('/services/1.013227')
  const today = new Date().toISOString().slice(0, 10)
  const random = seeded(Number.parseInt(randomUUID().slice(0, 8), 16))
  const answers = sampleAnswers(service, { today, unit: commune, random, optional: 0 })
  Object.assign(answers, extendable(answers))
  // On paper, so that there is something to print and to send.
  answers.receive = { by: 'post', address: { unit: commune, detail: '5 Lê Lợi' } }
  return {
    serviceCode: service.code,
    answers,
    papers: [{ key: 'permit', upload: await handIn(call) }],
  }
}

/** A new dossier of this caller, submitted: of the usual service, or this one. */
export async function submitNew(
  call: Caller,
  application?: object,
  key?: string,
): Promise<{ id: string; code: string }> {
  const json = application ?? (await aNewDossier(call))
  const { body, status } = await call('/dossiers', { json, headers: key ? { 'idempotency-key': key } : {} })
  if (status !== 201 || typeof body.code !== 'string')
    throw new Error(`not submitted: ${status} ${JSON.stringify(body)}`)
  return body
}
