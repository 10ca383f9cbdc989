import { acceptedTypes, type MediaType } from '#server/crafts/inspect/media-type.ts'
import { normalise } from '#shared/text/index.ts'

/** A name that is safe to show and to save: one line, no folders, and the ending its content deserves. */
export function fileName(given: string, mediaType: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const plain = normalise(last, 180).replace(/[<>:"|?*]/g, '_')
  const stem =
    plain
      .replace(/\.[A-Za-z0-9]{1,5}$/, '')
      .replace(/^\.+|\.+$/g, '')
      .trim() || 'tep'
  const ending = acceptedTypes[mediaType as MediaType] ?? /\.([A-Za-z0-9]{1,5})$/.exec(plain)?.[1] ?? 'bin'
  return `${stem}.${ending}`
}
