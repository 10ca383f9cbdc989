/** A citizen's whole way, without script: from the form to the public status, with the mistakes people make. */
import { minh, phone, type Setting, signIn } from './citizen-acts.ts'
import { fileBirth } from './fill-form.ts'
import { follow, strangersSeeNothing } from './follow-dossier.ts'
import { badInput, rowsOnTwoDevices } from './unsent-work.ts'

/** Every journey in turn; the first that fails says where. Returns the code of the dossier that was sent. */
export async function fileThroughMistakes(setting: Setting): Promise<string> {
  const { browser, hasScript = false } = setting
  const context = await browser.newContext({ javaScriptEnabled: hasScript, viewport: phone, locale: 'vi-VN' })
  try {
    const page = await context.newPage()
    await signIn(page, setting, '/nop/1.001193', minh.idNumber)
    const code = await fileBirth(page, context, setting)
    await follow(page, setting, code)
    await strangersSeeNothing(setting, code)
    await rowsOnTwoDevices(setting)
    await badInput(setting)
    return code
  } finally {
    await context.close()
  }
}
