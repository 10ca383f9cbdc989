/** Who may open what: every address, as a stranger, as a citizen it does not concern, as an officer of elsewhere. */
import assert from 'node:assert/strict'
import { unknownId } from '../rights/unknown-id.ts'
import type { Filed } from './house/furnish.ts'
import { pageOf } from './house/people.ts'
import type { Scene } from './house/scene.ts'
import { checkTable, table } from './rights/address-rights.ts'
import { checkForms, checkPages, everyDoor } from './rights/rights-of-pages.ts'
import { test } from './test.ts'

test('every address stands in the table of rights', async () => checkTable())
test('every form stands in the table of rights', async () => checkForms())
test('strangers, other citizens and other officers get what the table says, everywhere', ({ scene, filed }) =>
  checkRights(scene, filed))
test('no action of an administrator works for anyone else', ({ scene }) => checkAdministration(scene))
test('a form from another site is turned away', ({ scene }) => checkOrigin(scene))
// Last: among what it tries is ending one's sessions elsewhere, those of the other journeys too.
test('pages and their forms decide as the contract does, for every kind of actor', ({ scene }) => {
  test.setTimeout(everyDoor)
  return checkPages(scene, 'house')
})

async function checkRights(scene: Scene, filed: Filed): Promise<void> {
  const people = { stranger: 'stranger', citizen: 'huy', officer: 'khai' } as const
  assert.ok(filed.code && filed.check, 'a dossier went all the way before')
  const wrong: string[] = []
  for (const [who, person] of Object.entries(people)) {
    const page = await pageOf(scene, person)
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    for (const [id, row] of Object.entries(table)) {
      const path = row.at?.(filed) ?? id
      const expected = row[who as 'stranger']
      const found = await answerOf(`${scene.baseUrl}${path}`, cookie)
      if (found !== expected) wrong.push(`${who} at ${path}: ${found}, should be: ${expected}`)
    }
    await page.context().close()
  }
  assert.deepEqual(wrong, [])
}

async function answerOf(url: string, cookie: string): Promise<string> {
  const leave = new AbortController()
  const answer = await fetch(url, {
    redirect: 'manual',
    signal: leave.signal,
    headers: { cookie, accept: 'text/html' },
  })
  const { status } = answer
  const location = answer.headers.get('location') ?? ''
  // A stream would go on for ever.
  leave.abort()
  if (status === 200) return 'open'
  if (status === 401 || (status === 303 && /\/dang-nhap\?ve=/.test(location))) return 'sign in'
  if (status === 403) return 'no'
  if (status === 404 || status === 405) return 'none'
  if (status >= 300 && status < 400) return 'home'
  return `${status}`
}

async function checkAdministration(scene: Scene): Promise<void> {
  const actions = [
    ['/quan-tri/tai-khoan/mo', 'login=ke.gian&displayName=K'],
    ...[
      'grant',
      'endGrant',
      'lock',
      'unlock',
      'letTryAgain',
      'resetSecondFactor',
      'resetPassword',
      'endSessions',
    ].map((action) => [
      `/quan-tri/tai-khoan/${unknownId}?/${action}`,
      `role=administrator&agencyId=ubnd-thanh-pho&decision=&grantId=${unknownId}`,
    ]),
    ['/quan-tri/viec-nen?/retry', `queue=x&id=${unknownId}`],
    ['/quan-tri/viec-nen?/retryAll', 'queue=x'],
    ['/quan-tri?/releaseClock', ''],
  ]
  for (const person of ['stranger', 'huy', 'huong', 'commander'] as const) {
    const page = await pageOf(scene, person)
    for (const [path, body] of actions) {
      const answer = await page.request.post(`${scene.baseUrl}${path}`, {
        headers: {
          origin: scene.baseUrl,
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'text/html',
        },
        data: `${body}`,
        maxRedirects: 0,
      })
      // What was filled in waits for the one who signs in again; a press of a button does not.
      const toldToSignIn = /\/(mo|grant)$/.test(`${path}`) ? 303 : 401
      assert.equal(answer.status(), person === 'stranger' ? toldToSignIn : 403, `${person} at ${path}`)
      if (answer.status() === 303) assert.match(answer.headers().location ?? '', /^\/dang-nhap\?ve=/)
    }
    await page.context().close()
  }
}

async function checkOrigin(scene: Scene): Promise<void> {
  const page = await pageOf(scene, 'administrator')
  const answer = await page.request.post(`${scene.baseUrl}/quan-tri/viec-nen?/retryAll`, {
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    data: 'queue=x',
    maxRedirects: 0,
  })
  assert.equal(answer.status(), 403)
  await page.context().close()
}
