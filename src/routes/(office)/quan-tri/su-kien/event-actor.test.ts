import { expect, test } from 'vitest'
import { whoDid } from './event-actor.ts'

const account = '0193f0a2-1c3d-7e4f-8a5b-6c7d8e9f0a1b'
const names = new Map([[account, 'Trần Thị Mai Hương']])
const by = (name: string, change = {}) =>
  whoDid({ name, subjectId: account, actorKind: 'system', actorId: null, data: {}, ...change }, names)

test('whoever signed in is named, though the program did not know them yet', () => {
  expect(by('identity.signed_in')).toBe('Trần Thị Mai Hương')
  expect(by('identity.confirmed')).toBe('Trần Thị Mai Hương')
  expect(by('identity.signed_in', { subjectId: 'a citizen' })).toBe('Người dân')
})

test('a sign-in that failed proves nobody: only the account is named', () => {
  expect(by('identity.sign_in_failed')).toBe('Không rõ, vào tài khoản Trần Thị Mai Hương')
})

test('what the program does to an account of its own accord stays its own', () => {
  expect(by('identity.role_granted')).toBe('Hệ thống')
  expect(by('identity.account_locked', { actorKind: 'officer', actorId: account })).toBe('Trần Thị Mai Hương')
})
