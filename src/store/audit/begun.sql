/*+ whole: a store is begun once, and once more with each newer program */
SELECT request FROM audit WHERE op IN ('begin', 'begin_proof') AND proof IS NOT NULL ORDER BY id DESC LIMIT 1
