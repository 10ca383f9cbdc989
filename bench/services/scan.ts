/** A paper as people photograph it: one page, the same for all. */
import type { Page } from '@playwright/test'

let drawn: Buffer | undefined

export async function aScan(page: Page): Promise<Buffer> {
  if (drawn) return drawn
  const sheet = await page.context().newPage()
  await sheet.setContent(
    `<html lang="vi"><body style="font: 16px serif; margin: 60px"><p>Bản chụp dùng để chạy thử</p>
     <h1 style="font-size: 24px">GIẤY TỜ CỦA NGƯỜI NỘP HỒ SƠ</h1><p>Nội dung giấy tờ.</p></body></html>`,
  )
  drawn = await sheet.pdf({ format: 'A4' })
  await sheet.close()
  return drawn
}
