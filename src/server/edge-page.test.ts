import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sayAtEdge, whoAsks, whoAsksRaw } from './edge-page.ts'

const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const foreign = {
  status: 403,
  code: 'platform.form_from_elsewhere',
  details: { origin: 'https://dichvu.example/"><script>' },
}

test('a person reads a page that says what to do and leads on', () => {
  const { type, body } = sayAtEdge(whoAsks(browser), foreign)
  expect(type).toBe('text/html; charset=utf-8')
  expect(body).toContain('<html lang="vi">')
  expect(body).toContain('Mở lại trang ở https://dichvu.example')
  expect(body).toContain('những gì đã gõ thường vẫn còn')
  expect(body).toContain('<a href="/">Về trang đầu</a>')
  expect(body).not.toContain('<script>')
})

test('in English where English was chosen', () => {
  const { body } = sayAtEdge(whoAsks({ ...browser, cookie: 'chu=to; ngon-ngu=en' }), foreign)
  expect(body).toContain('<html lang="en">')
  expect(body).toContain('Go to the front page')
  expect(body).toContain('Open the page again at https://dichvu.example')
  expect(body).not.toContain('Biểu mẫu')
})

test('a program reads problem details', () => {
  const { type, body } = sayAtEdge(whoAsks({ accept: '*/*' }), foreign)
  expect(type).toBe('application/problem+json')
  expect(JSON.parse(body)).toMatchObject({ status: 403, title: 'platform.form_from_elsewhere' })
})

test('a browser whose headers were too long is told what to clear', () => {
  const packet = `GET / HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\nCookie: ${'x'.repeat(20_000)}`
  const asked = whoAsksRaw(Buffer.from(packet))
  const { body } = sayAtEdge(asked, { status: 431, code: 'platform.headers_too_large' })
  expect(body).toContain('Xóa cookie của trang này')
  expect(whoAsksRaw(undefined)).toEqual({ isPerson: false, language: 'vi' })
})

test('the page for when nothing else can be made leads on too: to the same address again, and to the front page', () => {
  const links = readFileSync('src/error.html', 'utf8').match(/<a href="[^"]*">[^<]*/g)
  expect(links).toContain('<a href="">Thử lại')
  expect(links).toContain('<a href="/">Về trang đầu')
})
