import { QRPay } from 'vietnam-qr-pay'
import { generateVietQR, parse, validate } from 'vietqr-ts'
import { decode } from '#server/crafts/vietqr/decode.ts'
import { encode } from '#server/crafts/vietqr/encode.ts'
import { looks, pictureOf, readByJsqr, readByZxing } from '#server/crafts/vietqr/fixtures.ts'
import { referenceOf } from '#server/crafts/vietqr/reference.ts'
import { median, report } from './figure.ts'

/**
 * How many payment codes one core writes and reads in a second of its time, beside the faster of two packages in the same
 * run; and how many of 500 codes two readers get back from pictures of several sizes, turned every way, with noise and shade.
 */
const count = 500
const charges = Array.from({ length: count }, (_, index) => ({
  bin: ['970436', '970415', '970418', '970405', '970422'][index % 5] ?? '',
  account: String(10_000_000_000 + index * 7_919_077),
  amount: 1000 * (index + 1),
  purpose: `${referenceOf(index * 1_000_003)} le phi`,
}))
const texts = charges.map((charge) => encode({ ...charge, service: 'QRIBFTTA' }))

interface Way {
  name: string
  write(charge: (typeof charges)[number]): unknown
  read(text: string): unknown
}

const ways: readonly Way[] = [
  {
    name: 'ours',
    write: ({ bin, account, amount, purpose }) =>
      encode({ bin, account, service: 'QRIBFTTA', amount, purpose }),
    read: decode,
  },
  {
    name: 'vietnam-qr-pay',
    write: ({ bin, account, amount, purpose }) =>
      QRPay.initVietQR({ bankBin: bin, bankNumber: account, amount: String(amount), purpose }).build(),
    read: (text) => new QRPay(text),
  },
  {
    name: 'vietqr-ts',
    write: ({ bin, account, amount, purpose }) =>
      generateVietQR({
        bankBin: bin,
        accountNumber: account,
        serviceCode: 'QRIBFTTA',
        initiationMethod: '12',
        amount: String(amount),
        purpose,
      }).rawData,
    // Its checksum is looked at by the second call only.
    read: (text) => {
      const { data } = parse(text)
      return data && validate(data, text)
    },
  },
]

/** What the last call made, so that no call is left out as useless. */
let kept: unknown
compare('written', (way) => {
  for (const charge of charges) kept = way.write(charge)
})
compare('read', (way) => {
  for (const text of texts) kept = way.read(text)
})
await readPictures()
if (kept === undefined) throw new Error('Nothing was read')

/** By turns, so that whatever else the machine does meets all alike. */
function compare(what: string, all: (way: Way) => void): void {
  const rates = ways.map(({ name }) => ({ name, rounds: [] as number[] }))
  for (let round = 0; round < 40; round++) {
    for (const [index, way] of ways.entries()) {
      const start = process.cpuUsage()
      for (let time = 0; time < 20; time++) all(way)
      const { user, system } = process.cpuUsage(start)
      // The first rounds are for the compiler.
      if (round >= 10) rates[index]?.rounds.push((count * 20) / ((user + system) / 1e6))
    }
  }
  const [ours, ...others] = rates.map(({ name, rounds }) => ({ name, rate: median(rounds) }))
  const fastest = others.reduce((left, right) => (right.rate > left.rate ? right : left))
  const ratio = (ours?.rate ?? 0) / fastest.rate
  report({
    what: `payment codes ${what} a second of one core`,
    value: `${Math.round(ours?.rate ?? 0)}, ${ratio.toFixed(2)} times as many as ${fastest.name}`,
    target: 'not fewer than the faster package',
    met: ratio >= 1,
    note: others.map(({ name, rate }) => `${name} ${Math.round(rate)}`).join(', '),
  })
}

async function readPictures(): Promise<void> {
  const read = { jsqr: 0, zxing: 0 }
  for (const [index, text] of texts.entries()) {
    const look = looks[index % looks.length] ?? looks[0]
    const picture = pictureOf(text, { ...look, turned: (index * 137) % 360, seed: index })
    if (readByJsqr(picture) === text) read.jsqr++
    if ((await readByZxing(picture)) === text) read.zxing++
  }
  report({
    what: `of ${count} payment codes read back from pictures`,
    value: `${read.jsqr} by jsqr, ${read.zxing} by zxing-wasm`,
    target: `${count} by each`,
    met: read.jsqr === count && read.zxing === count,
    note: '3 to 8 pixels to a module, turned by any whole degree, noise up to ±14 and shade up to 50 of 255',
  })
}
