/** Every page the rooms name, as whom it is for, on a phone and on a desk: beside `pages.spec.ts`, in a house of its own. */
import { checkLooks, everyPage, looksOfRooms } from './judge/looks.ts'
import { test } from './test.ts'

test('axe finds nothing serious on any page of a room, wide or narrow, and none scrolls sideways', ({
  scene,
}) => {
  test.setTimeout(everyPage)
  return checkLooks(scene, looksOfRooms)
})
