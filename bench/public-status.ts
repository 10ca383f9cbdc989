/**
 * Where a dossier stands, asked by many at once: through the API and on the page people open from the QR code. The
 * reference is a bare Node server that answers as many letters to the same clients and looks nothing up.
 */
import pg from 'pg'
import { startApi } from './api-program.ts'
import { startBareServer } from './bare-server.ts'
import { report } from './figure.ts'
import { bestOf } from './load.ts'

const clients = 50
const seconds = Number(process.argv[2] ?? 10)
const target = 1000

const program = await startApi(20_000)
const { baseUrl } = program
const codes = await someCodes(program.migratorUrl)
for (const [what, path] of [
  ['API', '/api/v1/status/'],
  ['page', '/tra-cuu/'],
] as const) {
  let count = 0
  const next = () => ({ path: `${path}${codes[count++ % codes.length]}` })
  const { best, all } = await bestOf(3, { baseUrl, clients, seconds, wanted: 200, next, perAddress: 50 })
  const bare = await measureBare(next().path)
  report({
    what: `public status by code, ${what}, ${clients} clients`,
    value: `${best.perSecond.toFixed(0)}/s, p95 ${best.p95.toFixed(0)} ms`,
    target: what === 'API' ? `${target}/s` : 'none of its own',
    met: what === 'page' || best.perSecond >= target,
    note: `runs ${all}/s; reference: a bare Node server answers ${bare.toFixed(0)}/s`,
  })
}
await program.stop()
process.exit()

async function measureBare(path: string): Promise<number> {
  const text = await (await fetch(`${baseUrl}${path}`)).text()
  const server = await startBareServer(text, 'text/plain')
  const options = { baseUrl: server.baseUrl, clients, seconds, wanted: 200, next: () => ({ path: '/' }) }
  const { best } = await bestOf(1, options)
  server.stop()
  return best.perSecond
}

async function someCodes(url: string): Promise<string[]> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(
    `select code from dossiers.dossier where code like 'H57%' order by random() limit 5000`,
  )
  await client.end()
  return rows.map(({ code }) => code)
}
