import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { config } from '#server/platform/config.ts'
import { callGateway, mostMessageBytes } from './call-gateway.ts'

let server: Server
let base: string
const asked: string[] = []

beforeAll(async () => {
  config.NHIP_DEMO = true
  server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    asked.push(`${request.method} ${request.url} ${request.headers['x-signature']} ${body}`)
    const path = request.url?.replace('/thu/cong', '')
    if (path === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>OK</html>')
    else if (path === '/elsewhere') response.writeHead(302, { location: `${base}/html` }).end()
    else if (path === '/endless') {
      response.writeHead(200)
      const more = setInterval(() => response.write(Buffer.alloc(16 * 1024)), 1)
      response.on('close', () => clearInterval(more))
    } else if (path === '/cut') {
      response.writeHead(200, { 'content-length': '100' }).write('{"amount":1')
      setTimeout(() => response.destroy(), 20)
    } else if (path === '/slow') {
      // Byte by byte it would last for ever.
      const more = setInterval(() => response.write('.'), 20)
      response.on('close', () => clearInterval(more))
    } else if (path !== '/silent') response.end(Buffer.alloc(mostMessageBytes, 32))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/thu/cong/`
})
afterAll(() => {
  config.NHIP_DEMO = false
  server.close()
  server.closeAllConnections()
})

const ask = (path: string, baseUrl = base) =>
  callGateway(baseUrl, { path, headers: { 'x-signature': 'ab' }, body: '{"order":"1"}' }, 300)

test('an answer is what came back whole; whatever else a gateway does ends by itself', async () => {
  expect(await ask('/fine')).toMatchObject({ status: 200, body: Buffer.alloc(mostMessageBytes, 32) })
  expect(asked).toEqual(['POST /thu/cong/fine ab {"order":"1"}'])
  expect(await ask('/html')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' } })
  expect(await ask('/endless')).toEqual({ failed: 'too_long' })
  expect(await ask('/cut')).toEqual({ failed: 'cut_off' })
  expect(await Promise.all([ask('/silent'), ask('/slow')])).toEqual(Array(2).fill({ failed: 'too_late' }))
  expect(await ask('/x', 'http://127.0.0.1:1')).toEqual({ failed: 'cut_off' })
})

test('a redirection is not followed, and only the address of the row is called', async () => {
  asked.length = 0
  expect(await ask('/elsewhere')).toMatchObject({ status: 302 })
  expect(asked).toHaveLength(1)
  const elsewhere = ['//evil.example/x', '@evil.example/', '/../../x']
  const outcomes = await Promise.all(elsewhere.map((path) => ask(path)))
  expect(asked.slice(1).every((line) => line.includes(' /'))).toBe(true)
  expect(outcomes.filter((outcome) => 'failed' in outcome && outcome.failed === 'cut_off')).toEqual([])
})

test('outside the demo nothing on this machine is called, by whatever name, and nothing without TLS', async () => {
  config.NHIP_DEMO = false
  const port = new URL(base).port
  asked.length = 0
  for (const host of [
    '127.0.0.1',
    'localhost',
    '127.1',
    '0.0.0.0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '2130706433',
    '[64:ff9b::7f00:1]',
    '0.1.2.3',
    // Where clouds keep the keys of their machines.
    '169.254.169.254',
    '[::ffff:a9fe:a9fe]',
    '[fe80::1]',
    // This machine by its address on the network.
    ...Object.values(networkInterfaces()).flatMap(
      (all) => all?.find(({ family }) => family === 'IPv4')?.address ?? [],
    ),
  ]) {
    expect(await ask('/x', `http://${host}:${port}`), host).toEqual({ failed: 'not_allowed' })
    expect(await ask('/x', `https://${host}:${port}`), host).toEqual({ failed: 'not_allowed' })
  }
  for (const address of [
    'http://cong.example',
    'https://user:secret@cong.example',
    'ftp://cong.example',
    'cong',
    '',
  ]) {
    expect(await ask('/x', address), address).toEqual({ failed: 'not_allowed' })
  }
  expect(asked).toEqual([])
  config.NHIP_DEMO = true
})
