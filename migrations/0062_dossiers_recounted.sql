-- Answers changed by a supplement may cost another amount and take another time: fee and limit follow the action that changed them.

grant update (fee) on dossiers.dossier to nhip_app;
