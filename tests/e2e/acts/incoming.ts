/** A scanned letter on the desk of the văn thư, without a mouse. */
import assert from 'node:assert/strict'
import { encode } from 'jpeg-js'
import { aLetter, scanned } from '#server/crafts/recognise/fixtures.ts'
import { openPdf } from '#server/crafts/recognise/pdfium.ts'
import { startCompiler } from '#server/crafts/typeset/compiler.ts'
import { prepare } from '#server/crafts/typeset/typeset.ts'
import { pageOf } from '../house/people.ts'
import { alive, type Scene } from '../house/scene.ts'
import { checkPage } from '../judge/axe.ts'
import { follow, tabTo } from './by-keyboard.ts'

const known = aLetter(0)

/** What a scanner returns of a letter of that day: a little askew, soft, compressed. */
async function aScan(): Promise<Buffer> {
  const pdf = await openPdf(startCompiler().print(prepare('nd30', known.data)))
  const page = scanned(pdf.draw(1, 200), { degrees: 0.8, blur: 1, noise: 20 })
  pdf.close()
  const data = Buffer.alloc(page.width * page.height * 4, 255)
  for (let at = 0; at < page.dots.length; at++) data.fill(page.dots[at] ?? 255, at * 4, at * 4 + 3)
  return Buffer.from(encode({ width: page.width, height: page.height, data }, 70).data)
}

/** Brings it, compares what was read with its strips, enters it, and finds it in the register; returns its address. */
export async function receiveByKeyboard(scene: Scene): Promise<string> {
  const page = await pageOf(scene, 'phuong')
  await page.goto('/van-ban/den')
  await alive(page)
  await tabTo(page, 'a[href="/van-ban/den/nhan"]')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/van-ban/den/nhan')
  await alive(page)
  await tabTo(page, 'input[type=file]')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'quet.jpg', mimeType: 'image/jpeg', buffer: await aScan() })
  await tabTo(page, 'form.one button')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/van-ban\/den\/nhan\/[0-9a-f-]{36}/)
  // The page asks again by itself until the letter is read.
  await page.locator('input[name=sentNumber]').waitFor({ timeout: 120_000 })
  await alive(page)
  assert.equal(await page.inputValue('input[name=sentNumber]'), known.number)
  assert.equal(await page.inputValue('input[name=symbol]'), known.symbol)
  const [year, month, day] = known.issuedOn.split('-')
  for (const [part, value] of Object.entries({ day, month, year }))
    assert.equal(Number(await page.inputValue(`input[name="issuedOn.${part}"]`)), Number(value), part)
  assert.ok((await page.locator('svg.strip').count()) >= 4, 'each proposal stands beside its strip')
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `what came at ${width}`)
  }
  await tabTo(page, 'textarea[name=subject]')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Phòng cháy, chữa cháy mùa khô')
  await tabTo(page, 'form.incoming-form button')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/van-ban\/den\/[0-9a-f-]{36}/)
  await alive(page)
  assert.match(await page.locator('h1').innerText(), /Văn bản đến số \d\d+\/\d{4}/)
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await checkPage(page, `an incoming document at ${width}`)
  }
  const { pathname } = new URL(page.url())
  await follow(page, '.crumbs a[href="/van-ban/den?xem=so"]', /xem=so/)
  await page.locator('th[scope=row]', { hasText: 'Phòng cháy, chữa cháy mùa khô' }).waitFor()
  await page.context().close()
  return pathname
}
