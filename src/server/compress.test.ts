import { request as ask, createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, expect, test, vi } from 'vitest'
import { patience } from '#tests/time/patience.ts'
import { compress } from './compress.ts'

const page = `<!doctype html>${'<p>Giấy khai sinh của bé Nguyễn Thị Bông</p>'.repeat(2000)}`
const html = { 'content-type': 'text/html; charset=utf-8' }
const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer((request, response) => {
    compress(request, response)
    listener(request, response)
  })
  closing.push(() => {
    server.close()
    server.closeAllConnections()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

interface Answer {
  status: number | undefined
  headers: IncomingHttpHeaders
  body: Buffer
}

function get(port: number, encodings = 'gzip, deflate, br', method = 'GET'): Promise<Answer> {
  return new Promise((done, fail) => {
    const headers = { 'accept-encoding': encodings }
    ask({ port, host: '127.0.0.1', method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', fail)
      response.on('end', () =>
        done({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
      .on('error', fail)
      .end()
  })
}

test('a page arrives whole in the encoding the browser likes best', async () => {
  const port = await serve((_, response) => response.writeHead(200, html).end(page))

  const br = await get(port)
  expect(br.headers['content-encoding']).toBe('br')
  expect(brotliDecompressSync(br.body).toString()).toBe(page)
  expect(br.headers.vary).toBe('Accept-Encoding')

  const gzip = await get(port, 'gzip, br;q=0.5')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.body).toString()).toBe(page)
  expect(gzip.body.length).toBeLessThan(page.length / 10)

  const plain = await get(port, 'gzip;q=0, identity')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.headers.vary).toBe('Accept-Encoding')
  expect(plain.body.toString()).toBe(page)
})

test('an answer without an explicit head, in pieces and with its length stated, arrives whole', async () => {
  const port = await serve((_, response) => {
    response.setHeader('content-type', 'application/problem+json')
    response.setHeader('content-length', Buffer.byteLength(page))
    response.setHeader('vary', 'Origin')
    response.setHeader('etag', '"bông"'.normalize('NFD').replace(/[^ -~]/g, ''))
    response.write(page.slice(0, 50_000))
    response.end(page.slice(50_000))
  })
  const { headers, body } = await get(port, 'gzip')
  expect(gunzipSync(body).toString()).toBe(page)
  expect(headers.vary).toBe('Origin, Accept-Encoding')
  expect(headers.etag).toMatch(/^W\/"/)
  expect(headers['content-length']).toBeUndefined()
})

test('a body larger than every buffer keeps its writer waiting and arrives whole', async () => {
  const piece = Buffer.from(page)
  const port = await serve((_, response) => {
    response.writeHead(200, html)
    let left = 200
    const more = () => {
      while (left-- > 0) if (!response.write(piece)) return response.once('drain', more)
      return response.end()
    }
    more()
  })
  const { body } = await get(port)
  expect(brotliDecompressSync(body).length).toBe(200 * piece.length)
})

test('small answers, pictures, encoded files and parts of files stay as they are', async () => {
  for (const [head, body] of [
    [html, 'Xin chào'],
    [{ 'content-type': 'image/png' }, page],
    [{ 'content-type': 'text/css', 'content-encoding': 'zstd' }, page],
    [{ ...html, 'cache-control': 'no-transform' }, page],
  ] as const) {
    const port = await serve((_, response) => response.writeHead(200, head).end(body))
    const answer = await get(port)
    expect(answer.headers['content-encoding']).toBe('content-encoding' in head ? 'zstd' : undefined)
    expect(answer.body.toString()).toBe(body)
  }
})

test('HEAD says what GET would and carries nothing', async () => {
  const port = await serve((_, response) => {
    response.writeHead(200, { ...html, 'content-length': Buffer.byteLength(page) }).end()
  })
  const { headers, body } = await get(port, 'gzip', 'HEAD')
  expect(headers['content-encoding']).toBe('gzip')
  expect(headers['content-length']).toBeUndefined()
  expect(body.length).toBe(0)
})

test('304 has no body, no encoding, and varies as its page does', async () => {
  const port = await serve((_, response) => response.writeHead(304, { etag: '"a"' }).end())
  const { status, headers, body } = await get(port)
  expect(status).toBe(304)
  expect(headers['content-encoding']).toBeUndefined()
  expect(headers.vary).toBe('Accept-Encoding')
  expect(body.length).toBe(0)
})

test('events arrive as they happen, uncompressed', async () => {
  const port = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    response.write('data: 1\n\n')
  })
  const first = await new Promise<{ headers: IncomingHttpHeaders; text: string }>((done) => {
    const headers = { 'accept-encoding': 'gzip, br' }
    const request = ask({ port, host: '127.0.0.1', headers }, (response) => {
      response.once('data', (chunk: Buffer) => {
        done({ headers: response.headers, text: String(chunk) })
        request.destroy()
      })
    }).end()
    request.on('error', () => {})
  })
  expect(first.headers['content-encoding']).toBeUndefined()
  expect(first.text).toBe('data: 1\n\n')
})

test('the beginning of a slow page does not wait for its end', async () => {
  const port = await serve((_, response) => {
    response.writeHead(200, html)
    response.write('<h1>Hồ sơ</h1>')
  })
  const arrived = await new Promise<number>((done) => {
    const request = ask({ port, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }, (response) => {
      response.once('data', (chunk: Buffer) => {
        done(chunk.length)
        request.destroy()
      })
    }).end()
    request.on('error', () => {})
  })
  expect(arrived).toBeGreaterThan(10)
})

test('an answer broken off by either side ends both', async () => {
  let closed = 0
  const port = await serve((_, response) => {
    response.on('close', () => closed++)
    response.writeHead(200, html)
    response.write(page)
    setTimeout(() => response.destroy(), 50)
  })
  await expect(get(port)).rejects.toThrow()

  const impatient = ask({ port, host: '127.0.0.1', headers: { 'accept-encoding': 'br' } }, () =>
    impatient.destroy(),
  )
  impatient.on('error', () => {}).end()
  await vi.waitFor(() => expect(closed).toBe(2), patience)
})
