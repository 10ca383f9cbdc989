/** Every role there is: each is declared by the room whose work it is. Whoever loads `facts.ts` has loaded them. */
import { directiveRoles } from '#server/modules/directives/roles.ts'
import { documentRoles } from '#server/modules/documents/roles.ts'
import { dossierRoles } from '#server/modules/dossiers/roles.ts'
import { identityRoles } from '#server/modules/identity/roles.ts'
import { indicatorRoles } from '#server/modules/indicators/roles.ts'
import { paymentRoles } from '#server/modules/payments/roles.ts'
import { registerRoles } from '#server/platform/roles.ts'

registerRoles(dossierRoles, documentRoles, indicatorRoles, directiveRoles, identityRoles, paymentRoles)
