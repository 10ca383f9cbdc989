import { setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encode as encodeJpeg } from 'jpeg-js'
import { createWorker, OEM } from 'tesseract.js'
import { aLetter, type KnownLetter, scanned } from '#server/crafts/recognise/fixtures.ts'
import type { Grey } from '#server/crafts/recognise/grey.ts'
import type { Proposals } from '#server/crafts/recognise/model.ts'
import { openPdf } from '#server/crafts/recognise/pdfium.ts'
import { recogniseLetter, stopRecognising } from '#server/crafts/recognise/recognise.ts'
import { startCompiler } from '#server/crafts/typeset/compiler.ts'
import { prepare } from '#server/crafts/typeset/typeset.ts'
import { median, report } from '../figure.ts'
import { readOptions } from '../options.ts'

// How many of 60 letters typeset by us, scanned at 200 dpi (askew, out of focus, noisy, compressed), have their number, symbol and
// day read rightly; and how long a page takes beside bare tesseract.js on the same picture in the same run.
const { pages: count } = readOptions({ pages: 60 })
// Letters are read behind everything else; what they are compared with has the same turns.
setPriority(15)
const compiler = startCompiler()
const bare = await createWorker('vie', OEM.LSTM_ONLY, {
  langPath: join(dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/vie'))), '4.0.0_best_int'),
  gzip: true,
  cacheMethod: 'none',
})

async function scan(letter: KnownLetter, index: number): Promise<Uint8Array> {
  const pdf = await openPdf(compiler.print(prepare('nd30', letter.data)))
  const clean = pdf.draw(1, 200)
  pdf.close()
  const worn = scanned(clean, {
    degrees: ((index % 9) - 4) * 0.7,
    blur: 1 + (index % 2),
    noise: 20 + (index % 4) * 15,
    seed: index + 1,
  })
  return asJpeg(worn, 40 + (index % 5) * 10)
}

function asJpeg({ width, height, dots }: Grey, quality: number): Uint8Array {
  const data = Buffer.alloc(width * height * 4, 255)
  for (let at = 0; at < dots.length; at++) data.fill(dots[at] ?? 255, at * 4, at * 4 + 3)
  return encodeJpeg({ width, height, data }, quality).data
}

const right: Record<string, number> = { number: 0, symbol: 0, issuedOn: 0, organ: 0, type: 0, subject: 0 }
let whole = 0
const times: { own: number; bare: number }[] = []

function judge(letter: KnownLetter, proposals: Proposals): void {
  const wanted: Record<string, string> = {
    number: letter.number,
    symbol: letter.symbol,
    issuedOn: letter.issuedOn,
    organ: letter.organ,
    type: letter.data.title ?? 'CÔNG VĂN',
    subject: letter.data.subject ?? '',
  }
  const fields = Object.keys(right) as (keyof Proposals)[]
  const wrong = fields.filter((field) => proposals[field]?.value !== wanted[field])
  for (const field of fields) if (!wrong.includes(field)) right[field] = (right[field] ?? 0) + 1
  if (!wrong.some((field) => ['number', 'symbol', 'issuedOn'].includes(field))) whole += 1
  for (const field of wrong)
    console.log(`  ${field}: ${wanted[field]} was read as ${proposals[field]?.value ?? 'nothing'}`)
}

const warm = await scan(aLetter(0), 0)
await recogniseLetter({ bytes: warm, mediaType: 'image/jpeg' })
await bare.recognize(Buffer.from(warm))
for (let index = 0; index < count; index++) {
  const letter = aLetter(index)
  const bytes = await scan(letter, index)
  const start = performance.now()
  const { proposals } = await recogniseLetter({ bytes, mediaType: 'image/jpeg' })
  const own = performance.now() - start
  const before = performance.now()
  await bare.recognize(Buffer.from(bytes))
  times.push({ own, bare: performance.now() - before })
  judge(letter, proposals)
}
await bare.terminate()
stopRecognising()

const [own, alone] = [median(times.map((time) => time.own)), median(times.map((time) => time.bare))]
const ratio = times.reduce((sum, time) => sum + time.own, 0) / times.reduce((sum, time) => sum + time.bare, 0)
report({
  what: `number, symbol and day of ${count} scanned letters all read rightly`,
  value: `${((whole / count) * 100).toFixed(1)} %`,
  target: '90 %',
  met: whole / count >= 0.9,
  note: Object.entries(right)
    .map(([field, found]) => `${field} ${found}`)
    .join(', '),
})
report({
  what: 'one page of 200 dpi read, with all that is proposed',
  value: `${(own / 1000).toFixed(2)} s`,
  target: '1.15 times bare tesseract.js',
  met: ratio <= 1.15,
  note: `bare tesseract.js ${(alone / 1000).toFixed(2)} s, ${ratio.toFixed(2)} times as long here`,
})
