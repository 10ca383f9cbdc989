/** Who may open and send what of the rooms: beside `rights.spec.ts`, in a house of its own. */
import { checkPages, everyDoor } from './rights/rights-of-pages.ts'
import { test } from './test.ts'

test('pages of rooms and their forms decide as the contract does, for every kind of actor', ({ scene }) => {
  test.setTimeout(everyDoor)
  return checkPages(scene, 'rooms')
})
