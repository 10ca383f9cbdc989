import { expect, test } from 'vitest'
import { anonymous } from '#server/platform/actor.ts'
import { aCitizen, anOfficer } from '#tests/people.ts'
import { citizenOf } from './citizen-page.server.ts'

const at = (address: string, actor: App.Locals['actor']) => ({
  url: new URL(address, 'http://nhip.test'),
  locals: { actor } as App.Locals,
})

test('a stranger is sent to sign in and back, without the name of an action', () => {
  const enter = () => citizenOf(at('/nop/1.001193/2?/tai=&x=1', anonymous))
  expect(enter).toThrow(
    expect.objectContaining({ status: 303, location: '/dang-nhap?ve=%2Fnop%2F1.001193%2F2%3Fx%3D1' }),
  )
})

test('an officer is refused, a citizen goes in', () => {
  expect(() => citizenOf(at('/ho-so', anOfficer()))).toThrow(
    expect.objectContaining({ code: 'identity.citizens_only' }),
  )
  const citizen = aCitizen()
  expect(citizenOf(at('/ho-so', citizen))).toBe(citizen)
})
