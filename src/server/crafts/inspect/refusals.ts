/** Why a file may not be handed in, for what it is or holds. */
import { defineRefusal } from '#shared/refusal.ts'

export const fileEmpty = defineRefusal('files.empty', 422)
export const heicNotAccepted = defineRefusal('files.heic', 415)
export const typeNotAccepted = defineRefusal('files.type_not_accepted', 415)
/** A picture, but not of a kind every office can open. */
export const otherPicture = defineRefusal('files.other_picture', 415)
export const filmOrSound = defineRefusal('files.film_or_sound', 415)
export const programRefused = defineRefusal('files.program', 415)
export const webPageRefused = defineRefusal('files.web_page', 415)
export const archiveRefused = defineRefusal('files.archive', 415)
export const oldOfficeRefused = defineRefusal('files.old_office', 415)
export const macrosRefused = defineRefusal('files.macros', 422)
export const unpacksTooLarge = defineRefusal('files.unpacks_too_large', 422)
export const activePdfRefused = defineRefusal('files.active_pdf', 422)
export const encryptedRefused = defineRefusal('files.encrypted', 422)
export const fileUnreadable = defineRefusal('files.unreadable', 422)
export const imageTooLarge = defineRefusal('files.image_too_large', 422)

/** Every one of them: the same bytes would meet it again. */
export const contentRefusals = [
  fileEmpty,
  heicNotAccepted,
  typeNotAccepted,
  otherPicture,
  filmOrSound,
  programRefused,
  webPageRefused,
  archiveRefused,
  oldOfficeRefused,
  macrosRefused,
  unpacksTooLarge,
  activePdfRefused,
  encryptedRefused,
  fileUnreadable,
  imageTooLarge,
]
