/** The demo people, signed in once each: later pages borrow the cookies. */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'

const passwordOfTheDemo = 'nhip-hue-2026'

export const people = {
  minh: '046094003127',
  huy: '046098007345',
  anh: '046196005218',
  truc: '046301002764',
  lien: '046185004592',
  tho: '046043000871',
  toi: '046089006430',
  linh: '046307008119',
  phuc: '046079001985',
  huong: 'huong.thuanhoa',
  bao: 'bao.thuanhoa',
  ha: 'ha.thuanhoa',
  khai: 'khai.aluoi2',
  phuong: 'phuong.vanthu.thuanhoa',
  binh: 'binh.sovhtt',
  hong: 'hong.vanthu.sonoivu',
  nga: 'nga.sonoivu',
  lienOfAffairs: 'lien.sonoivu',
  commander: 'long.thanhpho',
  monitor: 'thao.giamsat',
  administrator: 'quantri',
  finance: 'ngoc.taichinh.thuanhoa',
  otherFinance: 'dung.taichinh.thuanhoa',
} as const
export type Person = keyof typeof people

type Cookies = Exclude<BrowserContextOptions['storageState'], string | undefined>
const cookies = new Map<string, Cookies>()

/** A browser of its own in which this person is signed in. */
export async function pageOf(
  { browser, baseUrl }: { browser: Browser; baseUrl: string },
  person: Person | 'stranger',
  options: BrowserContextOptions = {},
): Promise<Page> {
  const base = { viewport: { width: 1440, height: 900 }, locale: 'vi-VN', baseURL: baseUrl, ...options }
  if (person === 'stranger') return (await browser.newContext(base)).newPage()
  let known = cookies.get(person)
  if (!known) {
    const context = await browser.newContext({ ...base, javaScriptEnabled: false })
    const page = await context.newPage()
    const name = people[person]
    await (/^\d+$/.test(name) ? signInCitizen(page, name) : signInStaff(page, name))
    known = await context.storageState()
    cookies.set(person, known)
    await context.close()
  }
  return (await browser.newContext({ ...base, storageState: known })).newPage()
}

export async function signInCitizen(page: Page, idNumber: string): Promise<void> {
  await page.goto('/dang-nhap?ve=/ho-so')
  await page.click('a[href^="/dang-nhap/tiep-tuc"]')
  await page.click(`button[value="${idNumber}"]`)
  await page.waitForURL('**/ho-so')
}

/** Signs this member of staff in on this page, with the code the demo shows; when the last codes are used up it waits for the next. */
export async function signInStaff(page: Page, login: string, password = passwordOfTheDemo): Promise<void> {
  await page.goto('/can-bo/dang-nhap?ve=/tai-khoan')
  await page.fill('[name=login]', login)
  await page.fill('[name=password]', password)
  await page.click('main form button[type=submit]')
  const shown = page.locator('.notice b.code')
  for (let attempt = 0; attempt < 12 && (await shown.count()) === 0; attempt++) {
    await page.waitForTimeout(3_000)
    await page.goto('/can-bo/dang-nhap/xac-nhan')
  }
  await page.fill('[name=code]', (await shown.textContent()) ?? '')
  await page.click('form[action="?/code"] button')
  await page.waitForURL('**/tai-khoan')
}
