import { isActionFailure } from '@sveltejs/kit'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineRefusal } from '#shared/refusal.ts'
import { handleForm } from './handle-form.server.ts'

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

function post(fields: Record<string, string | string[]>): Request {
  const body = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
  return new Request('http://127.0.0.1/', { method: 'POST', body })
}

test('what to correct stands in the order of the page, in the words of the schema where it has its own', async () => {
  const Account = z.object({
    unposted: z.enum(['a']),
    login: z.string().min(3),
    agency: z.string().min(1, { error: () => 'Chọn cơ quan.' }),
    name: z.string().min(1),
  })
  const result = await handleForm(post({ name: '', login: 'a', agency: '' }), Account, async () => undefined)
  expect(Object.entries(result?.data.issues ?? {})).toEqual([
    ['name', ['Điền ô này.']],
    ['login', ['Viết ít nhất 3 ký tự.']],
    ['agency', ['Chọn cơ quan.']],
    ['unposted', ['Chọn một trong các mục.']],
  ])
})

test.each([
  ['', 'Ghi từ 1 trở lên.'],
  ['0', 'Ghi từ 1 trở lên.'],
  ['61', 'Ghi không quá 60.'],
  ['1.5', 'Ghi số nguyên, không có phần lẻ.'],
  ['ba', 'Ghi bằng chữ số.'],
])('a number field says which number it takes: “%s”', async (typed, words) => {
  const Days = z.object({ amount: z.coerce.number().int().min(1).max(60) })
  const result = await handleForm(post({ amount: typed }), Days, async () => undefined)
  expect(result?.data.issues).toEqual({ amount: [words] })
})
