import { expect, test } from 'vitest'
import type { Officer } from '#server/platform/actor.ts'
import { hasFreshFactor } from '#server/platform/web/guards.ts'
import { perform } from '#server/platform/work.ts'
import { aBrowser, aStaffAccount, cookiesOf, signInStaff } from '../fixtures.ts'
import { authenticate } from '../sessions/authenticate.ts'
import { createPersonalToken } from '../tokens/personal-tokens.ts'
import { changePassword } from './change-password.ts'
import { confirmWithCode } from './confirm-again.ts'
import { enrolTotp } from './enrol-totp.ts'
import { removePasskey, removeTotp } from './passkeys.ts'
import { stepAt, totpCode } from './totp.ts'

/** Signed in ten minutes ago, and since then the computer may have been left alone. */
async function anOldSession() {
  const account = await aStaffAccount()
  const began = new Date(Date.now() - 10 * 60_000)
  const cookies = cookiesOf(await signInStaff(account, aBrowser(), began))
  const present = async () => {
    const { actor, session } = await authenticate(cookies)
    if (actor.kind !== 'officer' || !session) throw new Error('not signed in')
    return { officer: actor, sessionId: session.id }
  }
  return { account, present }
}

const codeOf = (result: Promise<unknown>) =>
  result.then(
    () => 'done',
    (error) => error.code,
  )

test('an old session makes no token, factor, passkey or password until its owner has confirmed', async () => {
  const { account, present } = await anOldSession()
  const { officer, sessionId } = await present()
  const browser = aBrowser()
  const tries: ((officer: Officer) => Promise<unknown>)[] = [
    (who) =>
      perform(who, (work) =>
        createPersonalToken(work, who, { label: 'Thử', days: 1, scopes: ['dossiers:read'] }),
      ),
    (who) => perform(who, (work) => enrolTotp(work, who, { proposal: '', code: '' })),
    (who) => perform(who, (work) => removeTotp(work, who)),
    (who) => perform(who, (work) => removePasskey(work, who, 'x')),
    (who) => changePassword(who, { current: '', next: 'một câu đủ dài khác', sessionId, browser }),
  ]
  for (const attempt of tries) expect(await codeOf(attempt(officer))).toBe('identity.confirmation_needed')

  const now = new Date()
  await confirmWithCode(officer, { code: totpCode(account.secret, stepAt(now)), sessionId, browser }, now)
  const { officer: fresh } = await present()
  for (const attempt of tries) expect(await codeOf(attempt(fresh))).not.toBe('identity.confirmation_needed')
  expect(hasFreshFactor(fresh, new Date(now.getTime() + 299_000))).toBe(true)
  expect(hasFreshFactor(fresh, new Date(now.getTime() + 300_000))).toBe(false)
})

test('a code confirms once, a wrong one is counted, and another session stays as old as it was', async () => {
  const { account, present } = await anOldSession()
  const { officer, sessionId } = await present()
  const browser = aBrowser()
  const confirm = (code: string, id = sessionId) =>
    codeOf(confirmWithCode(officer, { code, sessionId: id, browser }))
  const code = totpCode(account.secret, stepAt(new Date()))

  const { sessionId: foreign } = await (await anOldSession()).present()
  expect(await confirm(code, foreign)).toBe('identity.sign_in_expired')
  expect(await confirm(code)).toBe('done')
  expect(await confirm(code)).toBe('identity.code_used')
  for (const _ of [1, 2]) expect(await confirm('000000')).toBe('identity.code_wrong')
  expect(await confirm('000000')).toBe('identity.too_many_attempts')
})
