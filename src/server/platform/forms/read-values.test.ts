import { expect, test } from 'vitest'
import { readValues, valuesOf } from './read-values.ts'

test('names nest, and none of them reaches an object’s prototype', async () => {
  const values = await readValues(post({ 'answers.child.name': 'Vy', '__proto__.polluted': 'yes' }))

  expect(values.answers).toMatchObject({ child: { name: 'Vy' } })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('a form made by a program is refused before it costs anything', async () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`field${index}`, 'x']))
  const long = { name: 'x'.repeat(60_001) }
  const deep = { 'a.b.c.d.e.f.g': 'x' }

  for (const fields of [many, long, deep]) {
    await expect(readValues(post(fields))).rejects.toMatchObject({ status: 413 })
  }
})

test('a NUL or half of a character, in a field or in its name, is refused as what it is', async () => {
  const fields = [{ name: 'An\0' }, { 'na\0me': 'An' }]
  for (const one of fields) {
    await expect(readValues(post(one))).rejects.toMatchObject({ status: 400, code: 'platform.not_text' })
  }
})

test('a body that is no form is refused in words', async () => {
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
    const request = new Request('http://127.0.0.1/', {
      method: 'POST',
      body: 'hello',
      headers: { 'content-type': type },
    })
    await expect(readValues(request)).rejects.toMatchObject({ status: 400, code: 'ui.form_broken' })
  }
})

test('what was put aside comes back in the shape of a form with mistakes, a choice of several as several', () => {
  const fields: [string, string][] = [
    ['dueOn.day', ' 31 '],
    ['dueOn.month', '12'],
    ['papers[]', '2'],
    ['papers[]', '5'],
    ['reason', 'một'],
    ['reason', 'hai'],
  ]
  expect(valuesOf(fields)).toEqual({ dueOn: { day: '31', month: '12' }, papers: ['2', '5'], reason: 'một' })
})

function post(fields: Record<string, string>): Request {
  const body = new URLSearchParams(fields)
  return new Request('http://127.0.0.1/', { method: 'POST', body })
}
