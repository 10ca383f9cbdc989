/**
 * Photographs of an iPhone, turned into what everybody can open before they are sent. What an iPhone stores can be read
 * by few others: where this browser can, it leaves as JPEG; else it goes as it is, and the answer says what to do.
 */
export async function asJpeg(file: File): Promise<File> {
  if (!/^image\/hei[cf]/.test(file.type) && !/\.hei[cf]$/i.test(file.name)) return file
  try {
    const picture = await decode(file)
    const canvas = document.createElement('canvas')
    // A phone's memory holds no more than this at once; a page of A4 stays sharp at 400 dpi.
    const scale = Math.min(1, 4700 / Math.max(picture.width, picture.height))
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.9))
    const name = file.name.replace(/\.hei[cf]$/i, '').concat('.jpg')
    return jpeg ? new File([jpeg], name, { type: 'image/jpeg', lastModified: file.lastModified }) : file
  } catch {
    return file
  }
}

/** Lets every choice of files offer such photographs, where they can be turned: only Safari can. */
export function offerPhotosOfIphones(): void {
  if (!('GestureEvent' in window)) return
  for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file]'))
    input.accept += ',image/heic,image/heif,.heic,.heif'
}

/** Safari reads HEIC as an image of a page, and only its newer versions as a bitmap. */
async function decode(file: File): Promise<ImageBitmap | HTMLImageElement> {
  try {
    return await createImageBitmap(file)
  } catch {
    const image = new Image()
    image.src = URL.createObjectURL(file)
    try {
      await image.decode()
    } finally {
      URL.revokeObjectURL(image.src)
    }
    return image
  }
}
