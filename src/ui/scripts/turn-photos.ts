/** A form that carries its files itself sends the photographs of an iPhone turned into JPEG. */
import { asJpeg, offerPhotosOfIphones } from './as-jpeg.ts'

offerPhotosOfIphones()

for (const input of document.querySelectorAll<HTMLInputElement>('form[data-doi-anh] input[type=file]')) {
  input.addEventListener('change', async () => {
    const chosen = [...(input.files ?? [])]
    const turned = await Promise.all(chosen.map(asJpeg))
    const isUnchanged = turned.every((file, index) => file === chosen[index])
    if (isUnchanged || input.files?.length !== chosen.length) return
    const files = new DataTransfer()
    for (const file of turned) files.items.add(file)
    input.files = files.files
  })
}
