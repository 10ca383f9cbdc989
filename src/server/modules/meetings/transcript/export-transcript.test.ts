import { afterAll, expect, test } from 'vitest'
import { readDocx } from '#server/crafts/docx/read-docx.ts'
import { stopWritingDocx } from '#server/crafts/docx/write-docx.ts'
import { stopHearing } from '#server/crafts/sound/hear-sound.ts'
import { system } from '#server/platform/actor.ts'
import { perform } from '#server/platform/work.ts'
import { blockTexts } from '#shared/document/text-of.ts'
import { exportTranscript, type TranscriptForm } from '../index.ts'
import { aHeardMeeting, heard } from './fixtures.ts'

afterAll(async () => {
  stopHearing()
  await stopWritingDocx()
})

test('what was said is taken along as text, subtitles and DOCX, by whoever may read it, and each time is told', async () => {
  const { chair, head, outsider, id, personOf, hear } = await aHeardMeeting()
  await hear('second', [0, 10_000], heard(0, 'Chỉ tiêu < 5 %', personOf(chair)), heard(4000, 'Vâng ạ.'))
  const take = async (form: TranscriptForm) =>
    new TextDecoder().decode(await exportTranscript(head, id, form))
  const text = await take('txt')
  expect(text).toMatch(/Bản gỡ băng: Họp giao ban thử/)
  expect(text).toMatch(new RegExp(`\\[\\d\\d:\\d\\d:\\d\\d\\] ${chair.name}: Chỉ tiêu < 5 %`))
  expect(text).toMatch(/Chưa rõ ai nói: Vâng ạ\./)
  const subtitles = await take('vtt')
  expect(subtitles).toMatch(/^WEBVTT\n\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\n/)
  expect(subtitles).toContain(`<v ${chair.name}>Chỉ tiêu &lt; 5 %`)
  const { body } = await readDocx(await exportTranscript(head, id, 'docx'))
  const lines = blockTexts(body).map((block) => block.text)
  expect(lines.join('\n')).toMatch(/Vâng ạ\./)
  await expect(exportTranscript(outsider, id, 'txt')).rejects.toMatchObject({ code: 'meetings.not_found' })
  const told = await perform(system, ({ tx }) =>
    tx
      .selectFrom('platform.eventLog')
      .select('data')
      .where('subjectId', '=', id)
      .where('name', '=', 'meetings.transcript_read')
      .execute(),
  )
  expect(told.map(({ data }) => (data as { way: string }).way)).toEqual(['take', 'take', 'take'])
})
