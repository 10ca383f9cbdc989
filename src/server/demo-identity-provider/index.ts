/** A stand-in for VNeID: a real OpenID provider with made-up people, mounted only in the demo. */
import '../roles.ts'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { demoIssuerPath, readDemoPeople, tryCounted } from '#server/modules/identity/index.ts'
import { config } from '#server/platform/config.ts'
import { loadKey, keysFolder as ownKeys } from '#server/platform/keys.ts'
import { log } from '#server/platform/log.ts'
import { Refusal } from '#shared/refusal.ts'
import { font, readBody, send, sendPage } from '../demo-page.ts'
import type { DemoPerson } from './demo-person.ts'
import { errorPage, sheetPath, signInPage, stylesheet } from './pages.ts'
import { createProvider, signInPath, subjectOf } from './provider.ts'

export type { DemoPerson } from './demo-person.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface DemoIdentityProvider {
  /** Where the application is reached; the provider is `origin/vneid-thu`. */
  origin: string
  keysFolder: string
  people: readonly DemoPerson[]
  /** Signs in anyone on the list by number. */
  password: string
}

/** The provider of this demo: the citizens of `demo-people.json`. */
export function openDemoIdentityProvider(): Handler {
  const { citizens, password } = readDemoPeople()
  return createDemoIdentityProvider({
    origin: config.ORIGIN,
    keysFolder: ownKeys,
    people: citizens,
    password,
  })
}

/** A Node handler for every address under `/vneid-thu`. */
export function createDemoIdentityProvider(options: DemoIdentityProvider): Handler {
  const { origin, keysFolder, people, password } = options
  const provider = createProvider(origin, keysFolder, people)
  const key = loadKey('demo-identity-provider', keysFolder)
  const callback = provider.callback()

  /** One person's way in: the page, then the choice. */
  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { uid } = await provider.interactionDetails(request, response)
    const action = `${signInPath}/${uid}`
    if (request.method !== 'POST') return sendPage(response, 200, signInPage(action, people, undefined))
    const form = await readForm(request)
    if (form.has('thoi')) {
      return provider.interactionFinished(request, response, { error: 'access_denied' })
    }
    const typed = form.get('so')?.replace(/\s/g, '') ?? ''
    const isTyped = !form.has('nguoi') && (await isRight(typed, form.get('mat-khau') ?? '', request))
    const chosen = form.get('nguoi') ?? (isTyped ? typed : '')
    const person = people.find(({ idNumber }) => idNumber === chosen)
    if (!person) return sendPage(response, 401, signInPage(action, people, { idNumber: typed }))
    const accountId = subjectOf(key, person.idNumber)
    await provider.interactionFinished(request, response, {
      login: { accountId, remember: false, acr: '2' },
    })
  }

  /** Counted like every other password: many wrong ones have to wait. */
  function isRight(idNumber: string, typed: string, { headers, socket }: IncomingMessage): Promise<boolean> {
    const address = String(headers['x-nhip-address'] ?? socket.remoteAddress ?? '')
    return tryCounted({ subject: { kind: 'demo', value: idNumber }, address }, () => isSame(typed, password))
  }

  return (request, response) => {
    const url = request.url ?? '/'
    const path = url.split('?', 1)[0] ?? ''
    if (path === sheetPath) return send(response, 200, 'text/css; charset=utf-8', stylesheet())
    const file = path.startsWith(`${demoIssuerPath}/chu/`) && font(path.slice(demoIssuerPath.length + 5))
    if (file) return send(response, 200, 'font/woff2', file)
    if (path.startsWith(`${signInPath}/`)) {
      signIn(request, response).catch((error: Error) => {
        if (error instanceof Refusal) return sendPage(response, error.status, errorPage(origin, error))
        log.warn({ name: error.name }, 'demo identity provider')
        sendPage(response, 400, errorPage(origin))
      })
      return
    }
    // As a framework would mount it: the provider finds its own prefix in `originalUrl`.
    Object.assign(request, { originalUrl: url })
    request.url = url.slice(demoIssuerPath.length) || '/'
    callback(request, response)
  }
}

const longestForm = 4096

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request, longestForm)).toString('utf8'))
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
