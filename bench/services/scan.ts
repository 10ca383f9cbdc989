/** Papers as people photograph them: one page that says what it is. */
import type { Page } from '@playwright/test'

export async function scanOf(page: Page, title: string): Promise<Buffer> {
  const sheet = await page.context().newPage()
  await sheet.setContent(
    `<html lang="vi"><body style="font: 16px serif; margin: 60px"><p>Bản chụp dùng để chạy thử</p>
     <h1 style="font-size: 24px"></h1><p>Nội dung giấy tờ của người nộp hồ sơ.</p></body></html>`,
  )
  await sheet.locator('h1').evaluate((node, text) => {
    node.textContent = text
  }, title)
  const file = await sheet.pdf({ format: 'A4' })
  await sheet.close()
  return file
}
