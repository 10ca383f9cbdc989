import { isActionFailure } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineRefusal } from '#shared/refusal.ts'
import { handleForm, readForm } from '#ui/handle-form.server.ts'

const Order = z.object({
  name: z.string().min(1),
  copies: z.coerce.number().int(),
  tags: z.array(z.string()).optional(),
})

test('valid input reaches its use case as it was meant', async () => {
  const received: unknown[] = []
  const result = await handleForm(
    post({ name: '  Nguyễn Thị Ẩn ', copies: '3', 'tags[]': ['a', 'b'] }),
    Order,
    async (input) => {
      received.push(input)
    },
  )

  expect(result).toBeUndefined()
  expect(received).toEqual([{ name: 'Nguyễn Thị Ẩn', copies: 3, tags: ['a', 'b'] }])
})

test('wrong input comes back as typed, with what to do at each field', async () => {
  const result = await handleForm(post({ name: '', copies: 'ba' }), Order, async () => {
    throw new Error('must not be reached')
  })

  expect(isActionFailure(result)).toBe(true)
  expect(result).toMatchObject({
    status: 400,
    data: {
      values: { name: '', copies: 'ba' },
      issues: { name: ['Điền ô này.'], copies: ['Ghi bằng chữ số.'] },
      refusal: null,
    },
  })
})

test('a refusal comes back with its code, its details and what was typed', async () => {
  const tooLate = defineRefusal('tests.too_late', 409)

  const result = await handleForm(post({ name: 'An', copies: '1' }), Order, async () => {
    throw tooLate({ hour: 17 })
  })

  expect(result).toMatchObject({
    status: 409,
    data: { refusal: 'tests.too_late', details: { hour: 17 }, values: { name: 'An' } },
  })
})

test('a defect is not swallowed', async () => {
  const submit = handleForm(post({ name: 'An', copies: '1' }), Order, async () => {
    throw new Error('broken')
  })

  await expect(submit).rejects.toThrow('broken')
})

test('names nest, and none of them reaches an object’s prototype', async () => {
  const values = await readForm(post({ 'answers.child.name': 'Vy', '__proto__.polluted': 'yes' }))

  expect(values.answers).toMatchObject({ child: { name: 'Vy' } })
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
})

test('a form made by a program is refused before it costs anything', async () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`field${index}`, 'x']))
  const long = { name: 'x'.repeat(20_001) }
  const deep = { 'a.b.c.d.e.f.g': 'x' }

  for (const fields of [many, long, deep]) {
    await expect(readForm(post(fields))).rejects.toMatchObject({ status: 413 })
  }
})

test('a NUL or half of a character, in a field or in its name, is refused as what it is', async () => {
  const fields = [{ name: 'An\0' }, { 'na\0me': 'An' }]
  for (const one of fields) {
    await expect(readForm(post(one))).rejects.toMatchObject({ status: 400, code: 'platform.not_text' })
  }
})

test('a body that is no form is refused in words', async () => {
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
    const request = new Request('http://127.0.0.1/', {
      method: 'POST',
      body: 'hello',
      headers: { 'content-type': type },
    })
    await expect(readForm(request)).rejects.toMatchObject({ status: 400, code: 'ui.form_broken' })
  }
})

function post(fields: Record<string, string | string[]>): Request {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return new Request('http://127.0.0.1/', { method: 'POST', body })
}
