import { execFileSync } from 'node:child_process'
import { afterAll, expect, test } from 'vitest'
import { stopTypesetting } from '#server/crafts/typeset/typeset.ts'
import { perform } from '#server/platform/work.ts'
import { formatDate, localDay } from '#shared/dates.ts'
import { beginSuccessor } from '../agency/begin-successor.ts'
import { aBureau, aLetterOf, approved, proven, signAll } from '../agency/fixtures.ts'
import type { RelationKind } from '../agency/relations.ts'
import { someone } from '../assign/fixtures.ts'
import { changesOfUnread } from '../changes/changes.ts'
import { anOffice, draftOf, lookAndIssue } from '../fixtures.ts'
import { replaceDocument } from '../replace/replace-document.ts'
import { askToRevoke } from '../revoke/ask-to-revoke.ts'
import { revokeDocument } from '../revoke/revoke-document.ts'
import { readRegister } from './list-register.ts'
import { registerAsPdf } from './take-register.ts'

afterAll(stopTypesetting)

test('the register of what went out says what was replaced, amended and corrected by which number, and revoked only of what was revoked', {
  timeout: 120_000,
}, async () => {
  const bureau = await aBureau()
  const { specialist, chair, clerk, deputy } = bureau
  const signed = async (id: string) => {
    await approved(bureau, id)
    expect(await signAll(deputy, [id])).toMatchObject([{ refusal: null }])
    return id
  }
  const succeeded = async (id: string, kind: RelationKind) => {
    const next = await perform(specialist, (work) =>
      beginSuccessor(work, specialist, id, { kind, reason: 'Sai số liệu' }),
    )
    await signed(next.id)
  }
  const [replaced, revoked, amended] = [
    await signed(await aLetterOf(bureau)),
    await signed(await aLetterOf(bureau)),
    await signed(await aLetterOf(bureau)),
  ]
  await succeeded(replaced, 'replaces')
  await perform(specialist, (work) => askToRevoke(work, specialist, revoked, 'Sai thẩm quyền ban hành'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), revoked))
  await succeeded(amended, 'amends')
  await succeeded(amended, 'corrects')

  const query = { which: 'out', register: 'official_letter', page: 1 } as const
  const { rows } = await perform(clerk, (work) => readRegister(work, clerk, query))
  const today = formatDate(localDay(new Date()))
  const by = (number: number) => `số ${rows[number - 1]?.cells[0]} ngày ${today}`
  expect(rows.map(({ cells }) => cells.at(-1))).toEqual([
    `Đã được thay thế bằng văn bản ${by(4)}`,
    `Thu hồi ngày ${today}: Sai thẩm quyền ban hành`,
    `Đã được sửa đổi, bổ sung bằng văn bản ${by(5)}; Đã được đính chính bằng công văn ${by(6)}`,
    '',
    '',
    '',
  ])
  const pdf = Buffer.from(await registerAsPdf(clerk, query))
  const paper = execFileSync('pdftotext', ['-raw', '-', '-'], { input: pdf }).toString().replace(/\s+/g, ' ')
  expect(paper).toContain('Kết sổ: 6 dòng; 1 văn bản đã thu hồi; 1 văn bản đã được thay thế')
})

test('a result of a dossier that was replaced reads so in the register, by which number, to a clerk who reads no dossier', async () => {
  const office = await anOffice()
  const { chair } = office
  const clerk = await someone(office.agency.id, 'clerk')
  const stranger = await someone((await anOffice()).agency.id, 'clerk')
  const { id, dossierId, owner } = await draftOf(office)
  await lookAndIssue(chair, id)
  const next = await draftOf(office, { replaces: id, dossierId, ownerId: owner.id })
  await lookAndIssue(chair, next.id)
  const why = { by: next.id, reason: 'Cấp lại cho đúng họ tên' }
  await perform(chair, (work) => replaceDocument(work, chair, id, why))
  const gone = await draftOf(office)
  await lookAndIssue(chair, gone.id)
  await perform(office.clerk, (work) => askToRevoke(work, office.clerk, gone.id, 'Cấp nhầm người'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), gone.id))

  const query = { which: 'out', register: 'so-xac-nhan-hon-nhan', page: 1 } as const
  const today = formatDate(localDay(new Date()))
  for (const one of [clerk, chair]) {
    const { rows } = await perform(one, (work) => readRegister(work, one, query))
    expect(rows.map(({ cells }) => cells.at(-1))).toEqual([
      `Đã được thay thế bằng văn bản số ${rows[1]?.cells[0]} ngày ${today}`,
      '',
      `Thu hồi ngày ${today}: Cấp nhầm người`,
    ])
    expect(rows.map(({ isReplaced, isRevoked }) => [isReplaced, isRevoked])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ])
  }
  // Another agency learns nothing of it.
  expect((await perform(stranger, (work) => changesOfUnread(work, [id]))).size).toBe(0)
  // What replaced it is revoked: that is said, too.
  await perform(office.clerk, (work) => askToRevoke(work, office.clerk, next.id, 'Cấp nhầm người'))
  await perform(proven(chair), (work) => revokeDocument(work, proven(chair), next.id))
  const { rows } = await perform(clerk, (work) => readRegister(work, clerk, query))
  expect(rows[0]?.cells.at(-1)).toContain(`Đã được thay thế bằng văn bản số ${rows[1]?.cells[0]}`)
  expect(rows[0]?.cells.at(-1)).toContain('nói trên đã bị nơi ban hành thu hồi hoặc thay thế')
})
