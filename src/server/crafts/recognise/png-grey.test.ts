import { crc32, deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { pngAsGrey } from './png-grey.ts'

/** Black and white in turn, one bit a dot. */
function aStripedPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = 1
  const row = Buffer.alloc(1 + Math.ceil(width / 8), 0x55)
  row[0] = 0
  const rows = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)), { level: 1 })
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

test('a page scanned in black and white at many dots per inch is read at no more than any other, however long it is', () => {
  expect([...pngAsGrey(aStripedPng(16, 2)).dots.slice(0, 4)]).toEqual([0, 255, 0, 255])
  const long = pngAsGrey(aStripedPng(24_400, 500))
  expect([long.width, long.height, long.dots[7], long.dots.at(-1)]).toEqual([12_200, 250, 127, 127])
})
