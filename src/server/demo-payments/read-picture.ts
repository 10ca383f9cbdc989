/** The text of a payment code as it is posted to the bank's app: typed, or read from a picture of the screen. */
import { Readable } from 'node:stream'
import busboy from 'busboy'
import { decode as decodePng, hasPngSignature } from 'fast-png'
import type { Asked } from './stand-in.ts'

const mostBytes = 5 * 1024 * 1024
/** A screen has fewer. */
const mostPixels = 12_000_000

export interface Posted {
  text: string
  /** What of a picture there was, where the text is empty. */
  picture: 'nothing' | 'unreadable'
}

export async function readPicture({ headers, body }: Asked): Promise<Posted> {
  const { ma = '', anh } = await partsOf(headers, body)
  if (ma.trim() !== '') return { text: ma.trim(), picture: 'nothing' }
  if (!anh || anh.length === 0) return { text: '', picture: 'nothing' }
  return { text: await codeIn(anh), picture: 'unreadable' }
}

/** Empty where no code is found. */
async function codeIn(png: Buffer): Promise<string> {
  if (!hasPngSignature(png) || png.readUInt32BE(16) * png.readUInt32BE(20) > mostPixels) return ''
  const { width, height, data, channels } = decodePng(png)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let index = 0; index < width * height; index++) {
    const at = index * channels
    const opacity = channels === 4 || channels === 2 ? (data[at + channels - 1] ?? 255) / 255 : 1
    for (let colour = 0; colour < 3; colour++) {
      const value = data[at + (channels > 2 ? colour : 0)] ?? 0
      pixels[index * 4 + colour] = 255 - (255 - value) * opacity
    }
  }
  const { default: readQr } = await import('jsqr')
  return readQr(pixels, width, height)?.data ?? ''
}

function partsOf(headers: Record<string, string>, body: Buffer): Promise<{ ma?: string; anh?: Buffer }> {
  return new Promise((done) => {
    const parts: { ma?: string; anh?: Buffer } = {}
    const parser = busboy({ headers, limits: { fileSize: mostBytes, files: 1, fields: 5, fieldSize: 2_000 } })
    parser.on('field', (name, value) => {
      if (name === 'ma') parts.ma = value
    })
    parser.on('file', (_, file) => {
      const chunks: Buffer[] = []
      file.on('data', (chunk: Buffer) => chunks.push(chunk))
      file.on('end', () => {
        parts.anh = Buffer.concat(chunks)
      })
    })
    parser.on('close', () => done(parts))
    parser.on('error', () => done({}))
    Readable.from([body]).pipe(parser)
  })
}
