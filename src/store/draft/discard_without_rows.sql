DELETE FROM draft WHERE form = ?1 AND json_extract(content, '$.rows') = '{}'
