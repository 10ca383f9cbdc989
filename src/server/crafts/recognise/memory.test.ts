/** What a letter makes the process that reads it hold: never more than a gigabyte, whatever its pictures unfold to. */
import { existsSync } from 'node:fs'
import { createDeflate } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { residentOf } from '#server/crafts/threads/process-use.ts'
import { stopTypesetting, typeset } from '#server/crafts/typeset/typeset.ts'
import { childrenRunning } from '#tests/time/children.ts'
import { aLetter } from './fixtures.ts'
import { recogniseLetter, stopRecognising } from './recognise.ts'

afterAll(async () => {
  stopRecognising()
  await stopTypesetting()
})

/** So many bytes of nothing, deflated: a thousandth of them. */
async function deflated(bytes: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 1 })
  const parts: Buffer[] = []
  deflate.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => deflate.once('end', resolve))
  const block = Buffer.alloc(16 << 20)
  for (let left = bytes; left > 0; left -= block.length)
    if (!deflate.write(block.subarray(0, Math.min(left, block.length))))
      await new Promise((resolve) => deflate.once('drain', resolve))
  deflate.end()
  await ended
  return Buffer.concat(parts)
}

/** One page with these pictures over each other, each behind a mask as large as itself: such a one is unfolded as a whole. */
function aPage(pictures: readonly { side: number; data: Buffer; mask: Buffer }[]): Uint8Array {
  const names = pictures.map((_, index) => `/P${index} ${2 * index + 5} 0 R`).join(' ')
  const drawing = pictures.map((_, index) => `q 595 0 0 842 0 0 cm /P${index} Do Q`).join('\n')
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const object = (number: number, head: string, data?: Buffer) =>
    parts.push(
      Buffer.from(`${number} 0 obj\n${head}\n${data ? 'stream\n' : ''}`),
      ...(data ? [data, Buffer.from('\nendstream\n')] : []),
      Buffer.from('endobj\n'),
    )
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>')
  object(
    3,
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << ${names} >> >> >>`,
  )
  object(4, `<< /Length ${drawing.length} >>`, Buffer.from(drawing))
  for (const [index, { side, data, mask }] of pictures.entries()) {
    const [own, behind] = [2 * index + 5, 2 * index + 6]
    const picture = (space: string, bytes: Buffer, more = '') =>
      `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace ${space} /BitsPerComponent 8 /Filter /FlateDecode /Length ${bytes.length} ${more}>>`
    object(own, picture('/DeviceRGB', data, `/SMask ${behind} 0 R `), data)
    object(behind, picture('/DeviceGray', mask), mask)
  }
  parts.push(Buffer.from('trailer\n<< /Root 1 0 R >>\n%%EOF\n'))
  return Buffer.concat(parts)
}

test.skipIf(!existsSync('/proc/self/status'))(
  'a picture that unfolds to gigabytes is given up, and the next letter is read (skipped where there is no /proc)',
  { timeout: 300_000 },
  async () => {
    const side = 16_000
    const [data, mask] = [await deflated(side * side * 3), await deflated(side * side)]
    const bomb = aPage(Array.from({ length: 4 }, () => ({ side, data, mask })))
    expect(bomb.length).toBeLessThan(20 << 20)
    let most = 0
    const watch = setInterval(() => {
      for (const pid of childrenRunning('recognise/process.ts')) most = Math.max(most, residentOf(pid))
    }, 20)
    const read = recogniseLetter({ bytes: bomb, mediaType: 'application/pdf' })
    await expect(read).rejects.toMatchObject({ why: 'too-large' })
    clearInterval(watch)
    // Looked at every tenth of a second: it grows a little between two looks.
    expect(most).toBeGreaterThan(1000)
    expect(most).toBeLessThan(1024 + 256)
    const { proposals } = await recogniseLetter({
      bytes: await typeset('nd30', aLetter(4).data),
      mediaType: 'application/pdf',
    })
    expect(proposals.number?.value).toBe(aLetter(4).number)
  },
)
