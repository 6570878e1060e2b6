/*+ whole: the entries are counted, along an index */
SELECT count(*)
