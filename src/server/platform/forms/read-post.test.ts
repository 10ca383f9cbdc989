import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readPost, readUploads } from './read-post.ts'

const urlencoded = (body: string) =>
  new Request('http://nhip.test/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body,
  })

function multipart(parts: (string | { name: string; bytes: Buffer })[], isWhole = true): Request {
  const chunks = parts.flatMap((part, index) => {
    const isField = typeof part === 'string'
    const head = isField
      ? `name="note"`
      : `name="tep.${index}"; filename="${part.name}"\r\ncontent-type: application/octet-stream`
    return [
      Buffer.from(`--x\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      isField ? Buffer.from(part) : part.bytes,
      Buffer.from('\r\n'),
    ]
  })
  if (isWhole) chunks.push(Buffer.from('--x--\r\n'))
  return new Request('http://nhip.test/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: new Blob([Buffer.concat(chunks)]).stream(),
    duplex: 'half',
  } as RequestInit)
}

test('answers and our own controls come apart', async () => {
  const { fields, control } = await readPost(urlencoded('answers.a=1&answers.a=2&_viec=tiep&__proto__=x'))
  expect(fields).toEqual([
    ['answers.a', '1'],
    ['answers.a', '2'],
  ])
  expect(control).toEqual({ _viec: 'tiep' })
})

test('a body that is no form, or longer than one, is refused before it is held', async () => {
  const json = new Request('http://nhip.test/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  await expect(readPost(json)).rejects.toMatchObject({ code: 'ui.form_unreadable' })
  await expect(readPost(urlencoded(`a=${'x'.repeat(10_000_000)}`))).rejects.toMatchObject({
    code: 'ui.form_too_large',
  })
  await expect(readPost(urlencoded(`a=${'x'.repeat(70_000)}`))).rejects.toMatchObject({
    code: 'ui.form_too_large',
  })
  await expect(readPost(urlencoded('a=1&'.repeat(5_000)))).rejects.toMatchObject({
    code: 'ui.form_too_many_fields',
  })
})

test('files go by while they arrive, empty ones are none, names keep their accents', async () => {
  const seen: [string, string, number][] = []
  const request = multipart([
    'xin chào',
    { name: 'giấy.pdf', bytes: Buffer.alloc(3_000_000, 65) },
    { name: '', bytes: Buffer.alloc(0) },
  ])
  const { fields } = await readUploads(request, async ({ field, name, source }) => {
    let size = 0
    for await (const chunk of source) size += (chunk as Buffer).length
    seen.push([field, name, size])
  })
  expect(fields).toEqual([['note', 'xin chào']])
  expect(seen).toEqual([['tep.1', 'giấy.pdf', 3_000_000]])
})

test('a part without a name belongs to no field, with a file or without', async () => {
  const nameless = new Request('http://nhip.test/', {
    method: 'POST',
    headers: { 'content-type': 'Multipart/Form-Data; boundary=x' },
    body: [
      '--x\r\ncontent-disposition: form-data\r\n\r\nlost\r\n',
      '--x\r\ncontent-disposition: form-data; filename="a.pdf"\r\n\r\nlost\r\n',
      '--x\r\ncontent-disposition: form-data; name="note"\r\n\r\nkept\r\n--x--\r\n',
    ].join(''),
  })
  const seen: string[] = []
  const take = async ({ name }: { name: string }) => void seen.push(name)
  expect((await readUploads(nameless, take)).fields).toEqual([['note', 'kept']])
  expect(seen).toEqual([])
})

test('a line that breaks in the middle of a file is told as such', async () => {
  const half = multipart([{ name: 'a.pdf', bytes: Buffer.alloc(1000) }], false)
  const reading = readUploads(half, async ({ source }) => {
    for await (const _ of source as Readable) void _
  })
  expect((await reading).refused).toMatchObject({ code: 'ui.form_broken' })
})
