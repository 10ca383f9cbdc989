/** Whoever reads a copy reads what it is of, and what became of that since. */
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { stopDrawing } from '#server/crafts/draw/draw-page.ts'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { aBureau, aLetterOf, approved, signAll } from '#server/modules/documents/agency/fixtures.ts'
import { BeginCopy, beginCopy, beginSuccessor, viewDraft } from '#server/modules/documents/index.ts'
import type { Officer } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { copiedOf } from './copied.server.ts'

afterAll(() => Promise.all([stopTypesetting(), stopDrawing()]))

const readBy = (officer: Officer, id: string) =>
  perform(officer, async (work) => copiedOf(work, officer, (await viewDraft(work, officer, id)).document))

test('a copy says what it is of, and that its original was amended and replaced after it was issued', async () => {
  const bureau = await aBureau()
  const { specialist, deputy } = bureau
  const name = `Ủy ban nhân dân phường Nhận ${randomUUID()}`
  const receiver = await aBureau({}, { name })
  const own = await aLetterOf(bureau)
  await approved(bureau, own)
  await signAll(deputy, [own])
  const input = BeginCopy.parse({ form: 'true_copy', recipients: 'Lưu: VT', recipientAgencies: name })
  const { id } = await beginCopy(specialist, own, input)
  await approved(bureau, id)
  expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])
  const copied = await readBy(specialist, id)
  expect(copied).toMatchObject({ href: `/van-ban/${own}`, changes: [] })
  expect(copied?.cited).toMatch(/^Công văn số 01\/UBND ngày .* của Ủy ban nhân dân phường Thử$/)

  const successor = await perform(specialist, (work) =>
    beginSuccessor(work, specialist, own, { kind: 'replaces', reason: 'Sai số liệu' }),
  )
  await approved(bureau, successor.id)
  expect(await signAll(deputy, [successor.id])).toMatchObject([{ refusal: null }])
  const [change] = (await readBy(specialist, id))?.changes ?? []
  expect(change).toMatchObject({ isFrozen: true, href: `/van-ban/${successor.id}` })
  expect(change?.words).toMatch(/^Đã được thay thế bằng văn bản số /)

  // Whoever received the copy reads of what it is, and may not open that.
  expect(await readBy(receiver.specialist, id)).toMatchObject({ cited: copied?.cited, href: '', changes: [] })
})
