/** Stand-ins for a bank, a gateway and a wallet, mounted only in the demo: real HTTP both ways, books of their own, and switches for what goes wrong. */
import '../roles.ts'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import {
  findHolder,
  gatewayKeys,
  demoMerchant as merchant,
  noticeAddress,
} from '#server/modules/payments/index.ts'
import { anonymous } from '#server/platform/actor.ts'
import { config } from '#server/platform/config.ts'
import { log } from '#server/platform/log.ts'
import { perform } from '#server/platform/work.ts'
import { font, readBody, send, sendPage } from '../demo-page.ts'
import { isForeignForm } from '../form-origin.ts'
import { openBank, sayTransfer } from './bank.ts'
import { Book } from './book.ts'
import { openGateway, sayPaidByForm } from './gateway.ts'
import { demoPaymentsPath, sheetPath, stylesheet } from './pages.ts'
import { type Answer, answerOf, type StandIn } from './stand-in.ts'
import { Teller } from './teller.ts'
import { openWallet, sayPaidInJson } from './wallet.ts'

/** What the program itself asks by a form; it signs them. */
const programPaths = ['/query', '/refund']

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** The code of a screen as a picture, and a little. */
const mostBytes = 6 * 1024 * 1024

/** A Node handler for every address under `/thu/`. Each stand-in begins to tell what it has not told yet. */
export function openDemoPayments(): Handler {
  const { ORIGIN: origin } = config
  const open = (name: string, tell: (book: Book, keys: () => Buffer[]) => StandIn): StandIn => {
    const book = new Book(join(config.NHIP_DATA, 'demo', `${name}.jsonl`))
    return tell(book, () => gatewayKeys(name))
  }
  const bank = open('demo-bank', (book, keys) =>
    openBank(`${demoPaymentsPath}/ngan-hang`, book, keys, (bin, number) =>
      perform(anonymous, (work) => findHolder(work, bin, number)),
    ),
  )
  const gateway = open('demo-gateway', (book, keys) =>
    openGateway(`${demoPaymentsPath}/cong`, book, keys, merchant, origin),
  )
  const wallet = open('demo-wallet', (book, keys) =>
    openWallet(`${demoPaymentsPath}/vi`, book, keys, merchant, origin),
  )
  for (const [name, { book }, say] of [
    ['demo-bank', bank, sayTransfer],
    ['demo-gateway', gateway, sayPaidByForm(merchant)],
    ['demo-wallet', wallet, sayPaidInJson(merchant)],
  ] as const) {
    new Teller({ book, address: `${origin}${noticeAddress(name)}`, keys: () => gatewayKeys(name), say })
  }
  const standIns = [bank, gateway, wallet]

  return (request, response) => {
    // Whoever reaches this machine by another name, a page that has itself looked up as it, finds no bank.
    if (!isFromHere(request)) return send(response, 404, 'text/plain; charset=utf-8', '')
    const { pathname, searchParams } = new URL(request.url ?? '/', origin)
    if (pathname === sheetPath) return send(response, 200, 'text/css; charset=utf-8', stylesheet())
    const file = pathname.startsWith(`${demoPaymentsPath}/chu/`) && font(pathname.slice(9))
    if (file) return send(response, 200, 'font/woff2', file)
    const standIn = standIns.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`))
    if (!standIn) return send(response, 404, 'text/plain; charset=utf-8', '')
    // Programs send forms too, and need no browser's word for where they come from.
    const isOfProgram = programPaths.includes(pathname.slice(standIn.path.length))
    if (!isOfProgram && isForeignForm(request, origin)) {
      return send(response, 403, 'text/plain; charset=utf-8', '')
    }
    answer(standIn, request, pathname, searchParams)
      .then((answered) => sendAnswer(response, answered))
      .catch((error: Error) => {
        log.warn({ name: error.name }, 'demo payments')
        send(response, 400, 'text/plain; charset=utf-8', '')
      })
  }
}

function isFromHere({ headers: { host = '' }, socket }: IncomingMessage): boolean {
  const caller = socket.remoteAddress ?? ''
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host) && /^(::ffff:)?127\.|^::1$/.test(caller)
}

async function answer(
  standIn: StandIn,
  request: IncomingMessage,
  pathname: string,
  query: URLSearchParams,
): Promise<Answer> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const body = await readBody(request, mostBytes)
  const path = pathname.slice(standIn.path.length)
  return answerOf(standIn, { method: request.method ?? 'GET', path, query, headers, body })
}

function sendAnswer(response: ServerResponse, answered: Answer): void {
  if ('html' in answered) sendPage(response, answered.status, answered.html)
  else if ('json' in answered) {
    send(response, answered.status, 'application/json', JSON.stringify(answered.json))
  } else if ('goTo' in answered) response.writeHead(303, { location: answered.goTo }).end()
  else response.writeHead(200, answered.message.headers).end(answered.message.body)
}
