import { createHash } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { aJpeg, aPng } from '#server/platform/files/fixtures.ts'
import { aDecision } from './fixtures.ts'
import { setPages, stopDrawing } from './pages.ts'
import { dotsOf, requireModest } from './picture-limits.ts'

afterAll(stopDrawing)

const named = (pictures: readonly Uint8Array[]) =>
  new Map(
    pictures.map((picture, at) => [
      `${at}${createHash('sha256').update(picture).digest('hex').slice(1)}`,
      picture,
    ]),
  )

test('a picture with more dots than memory has room for is refused by what its header says', () => {
  expect([aPng(300, 200), aJpeg(300, 200), Buffer.from([0xff, 0xd8, 0xff])].map(dotsOf)).toEqual([
    60_000, 60_000, 0,
  ])
  requireModest(named([aPng(6000, 8000), aJpeg(6000, 8000)]))
  for (const pictures of [[aPng(60_000, 60_000)], [aJpeg(60_000, 60_000)], Array(6).fill(aPng(6000, 8000))])
    expect(() => requireModest(named(pictures))).toThrow('platform.pictures_too_large')
})

test('one that breaks off is said to be damaged', async () => {
  // Nothing in it but its first row.
  const images = named([aPng(100, 100)])
  const [sha256 = ''] = images.keys()
  const content = [{ type: 'image', attrs: { id: 'hinh1', sha256, widthMm: 50, alt: '' } } as const]
  await expect(
    setPages({ ...aDecision(), body: { type: 'doc', content } }, { images }),
  ).rejects.toMatchObject({
    code: 'platform.picture_unreadable',
    status: 422,
  })
})
