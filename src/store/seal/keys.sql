/*+ whole: a key that was made known long ago is looked for in all of the log */
SELECT id, changes FROM audit WHERE changes LIKE '%"signing_key"%' ORDER BY id
