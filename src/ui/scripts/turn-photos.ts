/** A form that carries its files itself names them, and sends the photographs of an iPhone turned into JPEG. */
import { asJpeg, offerPhotosOfIphones } from './as-jpeg.ts'
import { nameChosenFiles } from './name-chosen.ts'

if (document.querySelector('form[data-doi-anh]')) offerPhotosOfIphones()
nameChosenFiles()

for (const input of document.querySelectorAll<HTMLInputElement>('form[data-doi-anh] input[type=file]')) {
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])]
    const turned = await Promise.all(chosen.map(asJpeg))
    const isUnchanged = turned.every((file, index) => file === chosen[index])
    if (isUnchanged || input.files?.length !== chosen.length) return
    const files = new DataTransfer()
    for (const file of turned) files.items.add(file)
    input.files = files.files
    input.dispatchEvent(new Event('change'))
  })
}
